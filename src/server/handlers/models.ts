import { TallyError, formatDay, formatInstant, type z } from '#base';
import { parsePolicy, type RunningExperiment } from '#decide';
import { LENDING_SLOT, crownModels } from '#lend';
import type { ModelReport } from '#learn';
import { movesFrom, type ModelStage } from '#scores';
import type { experimentView, modelDetail, policySummary } from '../api/models.ts';
import type { Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { factorWords } from '../views/application-view.ts';
import { modelView } from '../views/model-view.ts';
import { finiteOrNull } from '../views/money-view.ts';
import { auditChange } from './audit-change.ts';

type Id = { readonly id: string };

type ListQuery = { readonly purpose?: string | undefined; readonly stage?: ModelStage | undefined };

export function listModels({ tenant, query }: Call<unknown, ListQuery>) {
  const { purpose, stage } = query;
  const models = tenant.registry.list({ purpose, stages: stage === undefined ? undefined : [stage] });
  return { items: models.map(modelView).toReversed() };
}

export async function getModel({ tenant, params }: Call<Id>): Promise<z.infer<typeof modelDetail>> {
  const { registry } = tenant;
  const model = registry.get(params.id);
  if (model === undefined) {
    throw new TallyError('SERVER_NOT_FOUND', `there is no model ${params.id}`, {
      hint: 'list them at /v1/models',
      status: 404,
    });
  }
  const { training, documentBytes } = model;
  const [report, history] = await Promise.all([registry.report(params.id), registry.history(params.id)]);
  return {
    ...modelView(model),
    training: {
      rows: training.rows,
      events: training.events,
      fromDay: formatDay(training.fromDay),
      toDay: formatDay(training.toDay),
      label: training.label,
      seed: training.seed,
      factorSchemaId: training.factorSchemaId,
    },
    against: training.against ?? null,
    moves: [...movesFrom(model.stage)],
    history: history.map(({ at, from, to, actor, why, experimentId }) => {
      return { at: formatInstant(at), from: from ?? null, to, actor, why, experimentId: experimentId ?? null };
    }),
    documentBytes,
    report: reportView(report, tenant),
  };
}

function reportView(report: ModelReport, { factors }: Tenant): z.infer<typeof modelDetail>['report'] {
  return {
    kind: report.kind,
    rows: report.rows,
    events: report.events,
    auc: report.auc,
    aucInterval: { low: report.aucInterval.low, high: report.aucInterval.high },
    gini: report.gini,
    ks: report.ks,
    logloss: report.logloss,
    brier: report.brier,
    calibrationError: report.calibrationError,
    roc: [...report.roc],
    ksCurve: [...report.ksCurve],
    lift: [...report.lift],
    calibration: report.calibration.map(({ predicted, observed, rows }) => ({ predicted, observed, rows })),
    features: report.features.map(({ name, importance, psi, missing }) => ({
      name,
      text: factorWords(name, factors.catalogue) ?? { en: name, zh: name },
      importance,
      psi,
      missing,
    })),
    scorePsi: report.scorePsi,
    scoreDistribution: [...report.scoreDistribution],
  };
}

export function experimentOf(test: RunningExperiment): z.infer<typeof experimentView> {
  const { state } = test;
  return {
    id: test.id,
    slot: test.slot,
    championHash: test.championHash,
    challengerHash: test.challengerHash,
    share: test.share,
    startedAt: formatInstant(test.startedAt),
    endedAt: test.endedAt === undefined ? null : formatInstant(test.endedAt),
    verdict: test.verdict,
    difference: finiteOrNull(state?.difference),
    low: finiteOrNull(state?.low),
    high: finiteOrNull(state?.high),
    champion: state?.applications.champion ?? 0,
    challenger: state?.applications.challenger ?? 0,
  };
}

type PolicySummary = z.infer<typeof policySummary>;

function policyViews({ engine }: Tenant): (PolicySummary & { readonly body: Record<string, unknown> })[] {
  const { policies } = engine.ports;
  const champion = policies.champion(LENDING_SLOT);
  const challenger = policies.running(LENDING_SLOT)?.challengerHash;
  return policies.list().map(({ hash, policy, author, createdAt }) => ({
    hash,
    id: policy.id,
    version: policy.version,
    name: policy.name,
    description: policy.description,
    author,
    createdAt: formatInstant(createdAt),
    role: hash === champion ? 'champion' : hash === challenger ? 'challenger' : 'idle',
    body: { ...policy },
  }));
}

export function listPolicies({ tenant }: Call) {
  const items = policyViews(tenant).map(({ body: _body, ...summary }) => summary);
  return {
    items: items.toReversed(),
    experiments: tenant.engine.ports.policies.experiments().map(experimentOf).toReversed(),
  };
}

export function getPolicy({ tenant, params }: Call<Id>) {
  const policy = policyViews(tenant).find(({ hash }) => hash === params.id);
  if (policy !== undefined) return policy;
  throw new TallyError('SERVER_NOT_FOUND', `there is no policy ${params.id}`, {
    hint: 'list them at /v1/policies',
    status: 404,
  });
}

export async function publishPolicy(call: Call<unknown, unknown, { policy: Record<string, unknown>; why: string }>) {
  const { tenant, body, principal } = call;
  const { policies, clock } = tenant.engine.ports;
  const hash = await policies.publish(parsePolicy(body.policy), {
    at: clock.now(),
    actor: principal.actor,
    why: body.why,
  });
  await auditChange(call, { action: 'policy.published', subject: `policy:${hash}`, detail: body.why });
  return { hash };
}

export async function deployPolicy(call: Call<unknown, unknown, { hash: string; why: string }>) {
  const { tenant, body, principal } = call;
  const { policies, clock } = tenant.engine.ports;
  const note = { at: clock.now(), actor: principal.actor, why: body.why };
  await policies.deploy(LENDING_SLOT, body.hash, note);
  await crownModels(tenant.engine.ports, tenant.registry, { hash: body.hash, note });
  await auditChange(call, { action: 'policy.deployed', subject: `policy:${body.hash}`, detail: body.why });
  return { hash: body.hash };
}
