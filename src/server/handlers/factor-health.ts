import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayOfInstant, formatDay, formatInstant, formatMonth, instantOfDay, parseDay, type z } from '#base';
import { decidedFactors, factorRows, labelDefinition, skewHistory, type DecidedFactors } from '#lend';
import { factorMonths, servedStages, type FactorRows } from '#scores';
import { forTenant } from '#store';
import type { factorHealthRoutes } from '../api/factor-health.ts';
import type { Call } from '../http/context.ts';
import type { Tenant } from '../platform/open-tenant.ts';
import { finiteOrNull } from '../views/money-view.ts';
import { keysOf } from './factor-subject.ts';
import { permissionOf } from './factor-vectors.ts';
import { today } from './portfolio.ts';

type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;
type Routes = typeof factorHealthRoutes;

/** Decisions as they were read last, for the next factor that somebody looks at. */
interface Held {
  readonly offset: number;
  readonly label: string;
  readonly decided: Promise<DecidedFactors>;
}

const held = new WeakMap<Tenant, Held>();

/** Months of decisions that are looked at. */
const MONTHS_BACK = 24;

export async function factorByMonth({ tenant, params, query }: Call<{ name: string }, QueryOf<Routes['months']>>) {
  const { name } = params;
  const place = tenant.factors.catalogue.indexOf(name);
  const label = labelDefinition(query.label).name;
  const decided = await decidedOf(tenant, label);
  const rows = place >= 0 ? factorRows(decided, place) : await libraryRows(tenant, name, decided);
  return {
    ...{ name, label },
    months: factorMonths(rows).map(({ month, quantiles, psi, noise, iv, ...rest }) => ({
      month: formatMonth(month),
      ...rest,
      quantiles: quantiles.map(finiteOrNull),
      ...{ psi: psi ?? null, noise: noise ?? null, iv: iv ?? null },
    })),
    models: await modelsWith(tenant, name),
  };
}

/** Reads of a library factor before others have their turn. */
const READ_AT_ONCE = 256;

/** A factor of the library as it would have been at each decision: what was recorded until then, and no more. */
async function libraryRows(tenant: Tenant, name: string, decided: DecidedFactors): Promise<FactorRows> {
  const { library } = tenant;
  const selection = library.select({ names: [name] });
  const { applicationIds, decidedAt, offsets } = decided.rows;
  const values = new Float64Array(applicationIds.length).fill(NaN);
  for (const [row, applicationId] of applicationIds.entries()) {
    if (row > 0 && row % READ_AT_ONCE === 0) await nextTurn();
    const at = { asOf: decidedAt[row] ?? NaN, position: offsets[row] ?? Infinity };
    const keys = keysOf(tenant, { applicationId }, { at, wanted: selection.reader.entities });
    const permission = permissionOf(tenant, keys, { purpose: 'underwriting', country: undefined, at: at.asOf });
    values[row] = library.read(selection, { keys, at }, permission).values[0] ?? NaN;
  }
  return { values, months: decided.months, labels: decided.labels };
}

/** The decisions of the last two years; read again when the log has moved on. */
function decidedOf(tenant: Tenant, label: string): Promise<DecidedFactors> {
  const { offset } = tenant.engine;
  const before = held.get(tenant);
  if (before?.offset === offset && before.label === label) return before.decided;
  const now = today(tenant);
  const span = { fromDay: now - MONTHS_BACK * 31, toDay: now };
  const decided = decidedFactors(tenant.engine.ports, span, { label, today: now - 1 });
  held.set(tenant, { offset, label, decided });
  decided.catch(() => held.delete(tenant));
  return decided;
}

async function modelsWith({ registry }: Tenant, name: string) {
  const served = registry.list({ stages: servedStages });
  const found = await Promise.all(
    served.map(async ({ modelId, stage }) => {
      const used = (await registry.baseline(modelId))?.factors.find((factor) => factor.name === name);
      return used === undefined ? [] : [{ id: modelId, stage, importance: used.importance }];
    }),
  );
  return found.flat().sort((a, b) => b.importance - a.importance);
}

export async function factorSkew({ tenant, query }: Call<unknown, QueryOf<Routes['skew']>>) {
  const items = await skewHistory(tenant.engine.ports, query.limit);
  return { items: items.map((item) => ({ ...item, day: formatDay(item.day) })) };
}

/** Coordinates are those of events: two decimals. */
const CELLS = `
  select a.details->>'cell' as cell, avg((a.details->>'latitude')::float8) as latitude,
    avg((a.details->>'longitude')::float8) as longitude, count(*)::int4 as applications,
    count(distinct a.person_id)::int4 as people, (count(*) filter (where a.submitted_at >= $4))::int4 as recent,
    (count(*) filter (where a.outcome = 'approved'))::int4 as approved, count(l.loan_id)::int4 as loans,
    (count(*) filter (where l.worst_dpd >= 30))::int4 as bad,
    (count(*) filter (where a.fraud_form <> ''))::int4 as frauds
  from application a left join loan l on l.tenant = a.tenant and l.loan_id = a.loan_id
  where a.tenant = $1 and a.submitted_at >= $2 and a.submitted_at < $3 and a.details->>'latitude' is not null
  group by 1 order by applications desc, cell limit $5`;

const RECENT_DAYS = 30;

interface CellRow extends Record<string, unknown> {
  readonly cell: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly applications: number;
  readonly people: number;
  readonly recent: number;
  readonly approved: number;
  readonly loans: number;
  readonly bad: number;
  readonly frauds: number;
}

export async function mapCells({ tenant, query }: Call<unknown, QueryOf<Routes['map']>>) {
  const { db, clock } = tenant.engine.ports;
  const end = query.to === undefined ? dayOfInstant(clock.now()) : parseDay(query.to);
  const from = query.from === undefined ? 0 : instantOfDay(parseDay(query.from));
  const cells = await forTenant(db, tenant.id).query<CellRow>(CELLS, [
    from,
    instantOfDay(end + 1),
    instantOfDay(end + 1 - RECENT_DAYS),
    query.limit,
  ]);
  return { asOf: formatInstant(clock.now()), cells };
}
