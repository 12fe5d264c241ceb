import { addMonths, instantOfDay, must, type Day } from '#base';
import { unpackFactors } from '#decide';
import { creditLabels, fraudLabels, trainingRows, type Label } from '#lend';
import type { Model } from '#learn';
import { trainScore } from '#scores';
import type { Tenant } from '#server';
import { createFrame, float64Column, type Frame } from '#table';
import type { TruthRow } from '#world';
import { acceptAllPolicy } from './accept-all.ts';
import { liveMarket } from './lived-market.ts';
import type { ProofOptions } from './row.ts';

const MARKET = { people: 40_000, months: 12, trainMonths: 9 } as const;

/** Every application of the last months with its truth and the scores of models that knew only what came before. */
export interface OutOfTime {
  readonly truth: readonly TruthRow[];
  readonly credit: Float64Array;
  readonly fraud: Float64Array;
  /** Labels that the models were trained on, known at the cut. */
  readonly known: { readonly credit: LabelCount; readonly fraud: LabelCount };
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly packHash: string;
}

export interface LabelCount {
  readonly rows: number;
  readonly events: number;
}

const runs = new Map<string, Promise<OutOfTime>>();

/**
 * Lives a market that lends to everybody through the platform, trains the platform's own models when nine months are
 * over on the outcomes known on that day, and scores all applications of the last three months with the factor vectors
 * recorded in their decisions. Parts that judge the same market share one run.
 */
export function outOfTime(options: ProofOptions): Promise<OutOfTime> {
  const key = `${options.seed} ${options.pack}`;
  const run = runs.get(key) ?? judgeMarket(options);
  runs.set(key, run);
  return run;
}

interface Trained {
  readonly credit: Model;
  readonly fraud: Model;
  readonly known: OutOfTime['known'];
}

async function judgeMarket({ seed, pack, note }: ProofOptions): Promise<OutOfTime> {
  const { people, months, trainMonths } = MARKET;
  note(`living a ${pack} market of ${people} people, lending to everybody`);
  let trained: Trained | undefined;
  let cut: Day | undefined;
  const onDay = async (day: Day, tenant: Tenant): Promise<void> => {
    cut ??= addMonths(day, trainMonths);
    if (day !== cut - 1) return;
    note(`training on what is known after ${trainMonths} months`);
    trained = await train(tenant, cut, seed);
  };
  const market = await liveMarket({ people, months, seed, pack, policy: acceptAllPolicy, note, onDay });
  try {
    const models = must(trained, 'the models of the cut');
    const from = must(cut, 'the cut');
    const truth = market.truth.filter(({ day }) => day >= from);
    note(`scoring ${truth.length} applications`);
    const frame = await factorFrame(market.tenant, truth, from);
    const { events, eventsPerSecond, packHash } = market;
    const scores = { credit: models.credit.predict(frame), fraud: models.fraud.predict(frame) };
    return { truth, ...scores, known: models.known, events, eventsPerSecond, packHash };
  } finally {
    await market.close();
  }
}

async function train(tenant: Tenant, today: Day, seed: number): Promise<Trained> {
  const { db, decisions } = tenant.engine.ports;
  const factors = tenant.factors.catalogue.names;
  const fit = async (labels: readonly Label[]): Promise<Model> => {
    const rows = await trainingRows(decisions, factors, labels);
    return must(await trainScore({ rows, use: () => true, seed }), 'a model').model;
  };
  const credit = await creditLabels(db, tenant.id, today);
  const fraud = await fraudLabels(db, tenant.id, today);
  return {
    credit: await fit(credit),
    fraud: await fit(fraud),
    known: { credit: countOf(credit), fraud: countOf(fraud) },
  };
}

function countOf(labels: readonly Label[]): LabelCount {
  return { rows: labels.length, events: labels.reduce((sum, { value }) => sum + value, 0) };
}

/** The recorded factor vectors of these applications, in their order. */
export async function factorFrame(tenant: Tenant, rows: readonly TruthRow[], from: Day): Promise<Frame> {
  const { names } = tenant.factors.catalogue;
  const place = new Map(rows.map(({ applicationId }, row) => [applicationId, row]));
  const columns = names.map(() => new Float64Array(rows.length).fill(NaN));
  let found = 0;
  for await (const records of tenant.engine.ports.decisions.scan()) {
    for (const record of records) {
      const row = record.decidedAt < instantOfDay(from) ? undefined : place.get(record.applicationId);
      if (row === undefined) continue;
      found++;
      unpackFactors(record.factors).forEach((value, f) => void (must(columns[f], 'a column')[row] = value));
    }
  }
  must(found === rows.length || undefined, `a decision for each of ${rows.length} applications (${found} found)`);
  return createFrame(names.map((name, f) => [name, float64Column(must(columns[f], name))] as const));
}
