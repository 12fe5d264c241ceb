import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, createRng, dayOfInstant } from '#base';
import { LENDING_SLOT, retrainReason } from '#lend';
import { openMonitorBook } from '#scores';
import { createJobQueue } from '#store';
import type { InboundEvent } from '#stream';
import { MAIN_TENANT } from './platform/open-platform.ts';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf } from './testing/requests.ts';

let home: Installation;
let person = 0;
const rng = createRng(5);

const tenant = () => home.platform.tenant(MAIN_TENANT);
const get = (path: string): Promise<Answer> => call(home.url, `GET ${path}`, { key: home.admin });
const post = (path: string, body: unknown, idempotencyKey?: string): Promise<Answer> =>
  call(home.url, `POST ${path}`, {
    key: home.admin,
    body,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });

/** A day of borrowers: who filled in the form in a hurry pays nothing back, most others everything. */
async function liveDay(applicants: number, durationS: () => number): Promise<void> {
  const { engine } = tenant();
  const fresh = Array.from({ length: applicants }, () => {
    const form = { durationS: durationS(), edits: 3, pastes: 0, idleS: 10, fieldsRevisited: 1 };
    const { identifiers, ...data } = applicationOf(person, { form });
    return { id: `s-${person++}`, identifiers: identifiers as InboundEvent['identifiers'], data, form };
  });
  const eventOf = (kind: string, { id, identifiers }: (typeof fresh)[number], data: object): InboundEvent => {
    const head = { kind, version: 1, source: 'test', idempotencyKey: `${kind}-${id}`, occurredAt: home.clock.now() };
    return { ...head, identifiers, data: { ...data } };
  };
  await engine.ingest(
    fresh.map((one) => eventOf('application.submitted', one, { ...one.data, applicationId: one.id })),
  );
  const answers = await engine.ingest(
    fresh.map((one) => eventOf('offer.answered', one, { applicationId: one.id, accepted: true })),
  );
  const payments = fresh.flatMap((one, i) => {
    const isBad = rng.chance(one.form.durationS < 120 ? 0.6 : 0.08);
    const loanId = answers[i]?.loanId;
    const payment = { loanId, paymentId: `p-${one.id}`, amountMinor: 5_000_000, currency: 'CNY', method: 'card' };
    return isBad || loanId === undefined ? [] : [eventOf('payment.received', one, payment)];
  });
  await engine.ingest(payments);
  await engine.closeDays(dayOfInstant(home.clock.now()));
  home.clock.advance(DAY_MS);
}

/** Days on which nobody applies. */
async function pass(days: number): Promise<void> {
  home.clock.advance((days - 1) * DAY_MS);
  await tenant().engine.closeDays(dayOfInstant(home.clock.now()));
  home.clock.advance(DAY_MS);
}

async function liveDays(days: number, applicants: number, durationS: () => number): Promise<void> {
  for (let day = 0; day < days; day++) await liveDay(applicants, durationS);
}

beforeAll(async () => {
  home = await startInstallation();
  await liveDays(40, 12, () => 30 + rng.below(400));
  await pass(95);
}, 60_000);
afterAll(() => home.remove());

const REQUEST = { purpose: 'credit-d', label: 'default', why: 'a test', settings: { trees: 30, maxDepth: 2 } };

describe('training jobs', () => {
  it('make one model for one key, whoever asks again', async () => {
    const first = await post('/v1/training-jobs', REQUEST, 'train-1');
    expect(first).toMatchObject({ status: 202, body: { state: 'queued', learner: 'gbdt', label: 'default' } });
    await tenant().retraining.train();
    const again = await post('/v1/training-jobs', REQUEST, 'train-1');
    expect(again.text).toBe(first.text);
    await tenant().retraining.train();
    const job = await get(`/v1/training-jobs/${String(first.body['id'])}`);
    expect(job.body).toMatchObject({ state: 'done', modelId: 'credit-d-1', attempts: 1 });
    const { body } = await get('/v1/models?purpose=credit-d&stage=candidate');
    expect((body['items'] as unknown as { id: string }[]).map(({ id }) => id)).toEqual(['credit-d-1']);
  });

  it('that a kill interrupted are tried again and give one model', async () => {
    const { body } = await post('/v1/training-jobs', { ...REQUEST, purpose: 'killed' });
    const id = String(body['id']);
    const queue = createJobQueue(home.platform.db);
    // A process takes the job and dies before the model is there.
    const [taken] = await queue.claim({ queues: ['training'], now: home.clock.now(), limit: 1, leaseMs: 1e9 });
    expect(taken?.key).toBe(id);
    await tenant().retraining.jobs.start(id, home.clock.now(), 1);
    await home.restart();
    await tenant().retraining.train();
    expect((await get(`/v1/training-jobs/${id}`)).body).toMatchObject({
      state: 'done',
      modelId: 'killed-1',
      attempts: 2,
    });
    // Another dies after the model was committed, before the queue heard of it.
    await home.platform.db.query(
      "update job set state = 'running', attempts = 2, lease_until = 1 where key = $1 returning key",
      [id],
    );
    await home.restart();
    expect(await tenant().retraining.train()).toBe(1);
    expect(tenant().registry.list({ purpose: 'killed' })).toHaveLength(1);
  });

  it('can be cancelled while they wait and while they run', async () => {
    const waiting = String((await post('/v1/training-jobs', { ...REQUEST, purpose: 'stopped' })).body['id']);
    expect((await post(`/v1/training-jobs/${waiting}/cancel`, undefined)).body).toMatchObject({ state: 'cancelled' });
    const slow = { ...REQUEST, purpose: 'stopped', settings: { trees: 5000, maxDepth: 6 } };
    const running = String((await post('/v1/training-jobs', slow)).body['id']);
    const work = tenant().retraining.train();
    while (tenant().retraining.progress(running) === undefined) await new Promise(setImmediate);
    expect((await get(`/v1/training-jobs/${running}`)).body).toMatchObject({ state: 'running' });
    expect((await post(`/v1/training-jobs/${running}/cancel`, undefined)).body).toMatchObject({ state: 'cancelled' });
    await work;
    expect(tenant().registry.list({ purpose: 'stopped' })).toEqual([]);
  });

  it('say what is wrong with a request, and end as failed when it cannot work', async () => {
    const code = async (changes: object): Promise<unknown> =>
      (await post('/v1/training-jobs', { ...REQUEST, ...changes })).body['code'];
    expect(await code({ purpose: 'Upper' })).toBe('SCORES_PURPOSE');
    expect(await code({ label: 'luck' })).toBe('LEND_LABEL');
    expect(await code({ label: undefined })).toBe('SERVER_LABEL_NEEDED');
    expect(await code({ learner: 'oracle' })).toBe('SERVER_REQUEST_INVALID');
    const bad = await post('/v1/training-jobs', { ...REQUEST, settings: { trees: -1 } });
    await tenant().retraining.train();
    const ended = await get(`/v1/training-jobs/${String(bad.body['id'])}`);
    expect(ended.body).toMatchObject({ state: 'failed', attempts: 1, modelId: null });
  });

  it('come back every night, once a night', async () => {
    const schedule = await post('/v1/training-schedules', { ...REQUEST, purpose: 'nightly', dailyAt: '02:00' });
    expect(schedule.body).toMatchObject({ purpose: 'nightly', dailyAt: '02:00' });
    for (let night = 0; night < 2; night++) {
      home.clock.advance(DAY_MS);
      for (let look = 0; look < 3; look++) {
        await tenant().retraining.tick();
        await tenant().retraining.train();
      }
    }
    expect(tenant().registry.list({ purpose: 'nightly' })).toHaveLength(2);
    const gone = await call(home.url, 'DELETE /v1/training-schedules/nightly', { key: home.admin });
    expect(gone.status).toBe(200);
    home.clock.advance(DAY_MS);
    await tenant().retraining.tick();
    await tenant().retraining.train();
    expect(tenant().registry.list({ purpose: 'nightly' })).toHaveLength(2);
  });
});

describe('models in service', () => {
  it('move by rule, with a history that says who and why', async () => {
    const move = (id: string, stage: string): Promise<Answer> =>
      post(`/v1/models/${id}/stage`, { stage, why: `to ${stage}` });
    expect((await move('credit-d-1', 'champion')).body).toMatchObject({ stage: 'champion' });
    expect((await move('killed-1', 'shadow')).body).toMatchObject({ stage: 'shadow' });
    expect((await move('killed-1', 'candidate')).body).toMatchObject({ code: 'SCORES_STAGE_MOVE' });
    const { body } = await get('/v1/models/killed-1');
    const history = body['history'] as unknown as { to: string; why: string; actor: string }[];
    expect(history.at(-1)).toMatchObject({ to: 'shadow', why: 'to shadow' });
    const audit = await get('/v1/audit');
    expect(audit.text).toContain('"model.shadow"');
    const reader = await home.keyOf('auditor');
    const refused = await call(home.url, 'POST /v1/models/killed-1/stage', {
      key: reader,
      body: { stage: 'retired', why: 'no' },
    });
    expect(refused.status).toBe(403);
  });

  it('score a vector, an application and a person by a set of models in one call', async () => {
    const ask = (body: object): Promise<Answer> => post('/v1/models/scores', body);
    const items = async (body: object) => (await ask(body)).body['items'] as unknown as { id: string; score: number }[];
    const byVector = await items({ values: { 'application.form_duration_s': 60 } });
    expect(byVector.map(({ id }) => id)).toEqual(expect.arrayContaining(['credit-d-1', 'killed-1', 'nightly-1']));
    const [only] = await items({ applicationId: 's-3', ids: ['killed-1'] });
    expect(only?.score).toBeGreaterThan(0);
    const { body } = await get('/v1/people?limit=1');
    const [someone] = body['items'] as unknown as { id: string }[];
    expect(await items({ personId: someone?.id, stages: ['champion'] })).toHaveLength(1);
    expect((await ask({})).body['code']).toBe('SERVER_SCORE_SUBJECT');
    expect((await ask({ values: { luck: 1 } })).body['code']).toBe('SERVER_FACTOR_UNKNOWN');
  });

  it('score every decision as shadows, exactly once, without a word in it', async () => {
    await tenant().retraining.shadows.follow();
    const before = person;
    await liveDays(31, 10, () => 30 + rng.below(400));
    expect(await tenant().retraining.shadows.follow()).toBe(person - before);
    expect(await tenant().retraining.shadows.follow()).toBe(0);
    const seen: string[] = [];
    for await (const { applicationId, score } of tenant().retraining.shadows.scoresOf('killed-1')) {
      seen.push(applicationId);
      expect(score).toBeGreaterThan(0);
    }
    expect(new Set(seen).size).toBe(person - before);
    const asked = await post('/v1/models/scores', { applicationId: seen[0], ids: ['killed-1'] });
    const [same] = asked.body['items'] as unknown as { score: number }[];
    for await (const first of tenant().retraining.shadows.scoresOf('killed-1')) {
      expect(first.score).toBe(same?.score);
      break;
    }
  });

  it('are monitored: quiet while nothing changes, alerts when a factor moves, one of a kind', async () => {
    await tenant().retraining.tick();
    const quiet = await get('/v1/model-alerts');
    const drifted = (answer: Answer): string[] =>
      (answer.body['items'] as unknown as { modelId: string; kind: string; subject: string }[])
        .filter(({ subject }) => subject === 'application.form_duration_s')
        .map(({ modelId, kind }) => `${modelId} ${kind}`);
    expect(drifted(quiet)).toEqual([]);
    await liveDays(31, 12, () => 30 + rng.below(60));
    for (let night = 0; night < 3; night++) {
      home.clock.advance(DAY_MS);
      await tenant().retraining.tick();
    }
    const loud = await get('/v1/model-alerts');
    expect(drifted(loud).sort()).toEqual(['credit-d-1 factor-psi', 'killed-1 factor-psi']);
    const rows = await get('/v1/models/credit-d-1/monitoring');
    expect((rows.body['items'] as unknown as unknown[]).length).toBeGreaterThan(1);
    const [alert] = loud.body['items'] as unknown as { id: string }[];
    const known = await post(`/v1/model-alerts/${alert?.id}/acknowledge`, { note: 'campaign on the phone' });
    expect(known.body).toMatchObject({ note: 'campaign on the phone', closedAt: null });
    expect((await post('/v1/model-alerts/none/acknowledge', { note: 'x' })).status).toBe(404);
  });
});

describe('a champion that decays', () => {
  const auto = async (): Promise<{ purpose: string; state: string; modelId: string | null }[]> => {
    const { body } = await get('/v1/training-jobs?purpose=credit');
    return (body['items'] as unknown as { createdBy: string; purpose: string; state: string; modelId: string | null }[])
      .filter(({ createdBy }) => createdBy === 'monitoring')
      .map(({ purpose, state, modelId }) => ({ purpose, state, modelId }));
  };

  it('gets a successor, judged on the same newest loans, that goes on trial and no further', async () => {
    const { registry, retraining, engine } = tenant();
    await post('/v1/training-jobs', {
      purpose: 'credit',
      why: 'the first',
      factors: ['velocity.*', 'phone.*'],
      settings: { trees: 5, maxDepth: 1 },
    });
    await retraining.train();
    const note = { at: home.clock.now(), actor: 'experiment', why: 'exp-0: promote', experimentId: 'exp-0' };
    await registry.move('credit-1', 'champion', note);
    await liveDays(14, 40, () => 30 + rng.below(400));
    await pass(97);
    const book = openMonitorBook(engine.ports.db, MAIN_TENANT);
    const decay = {
      kind: 'calibration',
      subject: '',
      severity: 'warning',
      value: 0.6,
      limit: 0.8,
      fromDay: 0,
    } as const;
    await book.record({ modelId: 'credit-1', at: home.clock.now(), windows: [], conditions: [decay] });
    const why = await retrainReason({ ports: engine.ports, registry, today: dayOfInstant(home.clock.now()) }, 'credit');
    expect(why).toContain('credit-1: calibration alert');
    await retraining.jobs.create({
      ...{ key: 'auto:credit:now', at: home.clock.now(), actor: 'monitoring' },
      spec: { purpose: 'credit', label: 'default', learner: 'gbdt', seed: 1, intent: 'challenge', why: why ?? '' },
    });
    await retraining.train();
    expect(await auto()).toEqual([{ purpose: 'credit', state: 'done', modelId: 'credit-2' }]);
    const made = registry.get('credit-2');
    expect(made?.training.against).toMatchObject({ modelId: 'credit-1' });
    expect(made?.training.against?.rows).toBeGreaterThan(100);
    expect(made?.stage).toBe('challenger');
    expect(registry.get('credit-1')?.stage).toBe('champion');
    const test = engine.ports.policies.running(LENDING_SLOT);
    expect(engine.ports.policies.get(test?.challengerHash ?? '')?.policy.nodes).toEqual(
      expect.arrayContaining([expect.objectContaining({ model: 'credit-2' })]),
    );
    // It was just trained for: the same decay asks for nothing more.
    const today = dayOfInstant(home.clock.now());
    expect(await retrainReason({ ports: engine.ports, registry, today }, 'credit')).toBeUndefined();
  });

  it('cannot be moved by hand while a policy asks it, and a policy deployed by hand crowns its models', async () => {
    const move = (id: string): Promise<Answer> => post(`/v1/models/${id}/stage`, { stage: 'retired', why: 'off' });
    expect((await move('credit-2')).body['code']).toBe('LEND_MODEL_IN_USE');
    const { policies } = tenant().engine.ports;
    const hash = policies.running(LENDING_SLOT)?.challengerHash;
    const before = policies.champion(LENDING_SLOT);
    expect((await post('/v1/policies/deployments', { hash, why: 'we know better' })).status).toBe(201);
    expect(tenant().registry.get('credit-2')?.stage).toBe('champion');
    expect(tenant().registry.get('credit-1')?.stage).toBe('retired');
    expect((await tenant().registry.history('credit-2')).at(-1)?.experimentId).toBe(`deployment:${hash}`);
    await post('/v1/policies/deployments', { hash: before, why: 'we do not' });
  });

  it('is watched by a shadow while an experiment keeps the slot busy', async () => {
    const { registry, retraining, engine } = tenant();
    expect(engine.ports.policies.running(LENDING_SLOT)).toBeDefined();
    const spec = {
      purpose: 'credit',
      label: 'default',
      learner: 'gbdt',
      seed: 2,
      intent: 'challenge',
      why: 'x',
    } as const;
    await retraining.jobs.create({ key: 'second', at: home.clock.now(), actor: 'monitoring', spec });
    await retraining.train();
    expect(registry.get('credit-3')?.stage).toBe('shadow');
    await home.restart();
    expect((await post('/v1/applications', applicationOf(9000))).status).toBe(201);
  });
});
