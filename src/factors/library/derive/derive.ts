import { TallyError } from '#base';
import type { EventTable, LabelTable } from '../event-table.ts';
import { laneSize, type CandidateLane } from './candidate.ts';
import { candidateDefinitions, candidateName } from './candidate-definition.ts';
import { crossCandidates } from './crosses.ts';
import { keepLoose, shapeOf } from './clusters.ts';
import { discoveryLimit } from './false-discovery.ts';
import { grammarLanes, type GrammarRoles } from './grammar.ts';
import { factorFrame, modelGains, outOfTimeAuc } from './judge.ts';
import { splitByTime, takeLabels, thinned, type SplitLabels } from './label-rows.ts';
import { scoreCandidates, type ScoredCandidate } from './score-candidates.ts';
import { servingCosts, type ServingCost } from './serving-cost.ts';
import { leastSpanAuc } from './stability.ts';

/** What a derivation is told. */
export interface DeriveInput {
  readonly events: EventTable;
  readonly labels: LabelTable;
  /** 0 or 1 for each label; NaN rows are left out. */
  readonly outcome: Float64Array;
  readonly roles: GrammarRoles;
  readonly candidates: number;
  readonly top: number;
  readonly seed: number;
  /** Definitions to compare with, out of time. */
  readonly baseline?: readonly unknown[] | undefined;
  readonly threads: number;
  readonly elapsedMs: () => number;
  readonly note: (line: string) => void;
}

/** One factor that was chosen, with what spoke for it on the older labels. */
export interface DerivedFactorRow extends ServingCost {
  readonly name: string;
  readonly coverage: number;
  readonly iv: number;
  readonly ks: number;
  readonly p: number;
  readonly leastSpanAuc: number;
  readonly gain: number;
}

/** What a derivation answers. */
export interface Derivation {
  /** Candidates that the grammar spans over these events. */
  readonly spanned: number;
  readonly funnel: Readonly<Record<string, number>>;
  readonly trainLabels: number;
  readonly testLabels: number;
  readonly leftOut: number;
  readonly splitAt: number;
  /** Out-of-time AUC of small boosted models: on what was chosen, and on the baseline. */
  readonly auc: { readonly derived: number; readonly baseline?: number };
  readonly factors: readonly DerivedFactorRow[];
  /** For a definitions file: what was chosen, after the windows it stands on. */
  readonly definitions: readonly unknown[];
}

/** Most spans of time in which a candidate must point the same way, and the bads that each should have. */
const SPANS = 6;
const SPAN_BADS = 50;
const FALSE_DISCOVERIES = 0.05;
const CORRELATION = 0.9;
const MODEL_ROWS = 30_000;

/**
 * Searches the grammar for the best factors of a binary outcome: candidates are computed in chunks and forgotten, scored on
 * the older labels, and pass a funnel of coverage, false-discovery control, stability over time, correlation clusters, crosses
 * of the best, and gain in a small boosted model; the newer labels are looked at once, at the end.
 *
 * @throws TallyError `FACTORS_TARGET` when the older or newer labels have one class only.
 */
export async function deriveFactors(input: DeriveInput): Promise<Derivation> {
  const split = splitByTime(input.labels, input.outcome, 0.3);
  requireBoth(split);
  const lanes = grammarLanes(input.events, input.roles);
  const spanned = lanes.reduce((sum, lane) => sum + laneSize(lane), 0);
  const most = Math.min(input.candidates, spanned);
  const { events, threads, note, top } = input;
  const progress = (done: number): void => note(`${done} of ${most} candidates scored`);
  const keep = Math.max(6 * top, 3000);
  const labels = { labels: split.train, bad: split.trainBad };
  const scored = await scoreCandidates(lanes, { events, ...labels, most, keep, threads, progress });
  const limit = discoveryLimit(scored.p, FALSE_DISCOVERIES);
  const discovered = scored.pool.filter(({ p }) => p <= limit);
  const stable = stableOf(discovered, split);
  const plain = unlike(stable, 2 * top);
  const crosses = await crossCandidates(lanes, plain, { events, split, limit });
  const loose = unlike([...plain, ...stableOf(crosses.found, split)], 3 * top);
  note(
    `${discovered.length} of the best pass as discoveries, ${stable.length} are stable, ${loose.length} of them unlike`,
  );
  requireSome(loose, scored.tested);
  const chosen = await byGain(lanes, loose, { input, split });
  const funnel = {
    candidates: scored.tested,
    withValues: scored.tested - scored.empty,
    discoveries: scored.p.reduce((sum, p) => sum + (p <= limit ? 1 : 0), 0),
    bestByInformation: scored.pool.length,
    stable: stable.length,
    unlike: plain.length,
    crosses: crosses.tested,
    crossesKept: loose.length - plain.length,
    chosen: chosen.rows.length,
  };
  return {
    spanned,
    funnel,
    trainLabels: split.train.rows,
    testLabels: split.test.rows,
    leftOut: split.leftOut,
    splitAt: split.splitAt,
    ...chosen.judged,
    factors: chosen.rows,
    definitions: chosen.definitions,
  };
}

/** Those that point the same way in every span of time. */
function stableOf(found: readonly ScoredCandidate[], split: SplitLabels): Stable[] {
  return found.map((one) => ({ ...one, leastSpanAuc: spanAuc(one, split) })).filter((one) => one.leastSpanAuc > 0.5);
}

/** One of each cluster of correlated ones, the first. */
function unlike(stable: readonly Stable[], most: number): Stable[] {
  const shapes = stable.map(({ bins, rates }) => shapeOf(bins, rates));
  return keepLoose(shapes, { limit: CORRELATION, most }).flatMap((place) => stable[place] ?? []);
}

function requireBoth({ trainBad, testBad }: SplitLabels): void {
  const both = (bad: Uint8Array): boolean => bad.includes(0) && bad.includes(1);
  if (both(trainBad) && both(testBad)) return;
  throw new TallyError('FACTORS_TARGET', 'the older or the newer labels have one outcome only', {
    hint: 'the target must be 0 and 1, both before and after 70 % of the labels in time',
  });
}

function requireSome(found: readonly unknown[], tested: number): void {
  if (found.length > 0) return;
  throw new TallyError('FACTORS_NOTHING_FOUND', `none of ${tested} candidates tells the outcomes apart beyond chance`, {
    hint: 'give more labels or events, look at more candidates, or check that keys and instants of both files fit',
  });
}

function spanAuc({ bins, rates }: ScoredCandidate, { trainBad }: SplitLabels): number {
  const bads = trainBad.reduce((sum, bad) => sum + bad, 0);
  const spans = Math.max(1, Math.min(SPANS, Math.floor(bads / SPAN_BADS)));
  const span = Uint8Array.from(bins, (_, row) => Math.floor((row * spans) / bins.length));
  return leastSpanAuc({ bins, bad: trainBad, span, spans }, rates);
}

type Stable = ScoredCandidate & { readonly leastSpanAuc: number };

interface Context {
  readonly input: DeriveInput;
  readonly split: SplitLabels;
}

async function byGain(lanes: readonly CandidateLane[], loose: readonly Stable[], { input, split }: Context) {
  const { events, elapsedMs, seed, top } = input;
  const rows = thinned(split.train.rows, MODEL_ROWS);
  const train = takeLabels(split.train, rows);
  const bad = Uint8Array.from(rows, (row) => split.trainBad[row] as number);
  const nameOf = ({ candidate }: Stable): string => candidateName(lanes, candidate);
  const all = candidateDefinitions(
    lanes,
    loose.map(({ candidate }) => candidate),
  );
  const frame = await factorFrame(all, { events, labels: train, only: new Set(loose.map(nameOf)) });
  const gains = await modelGains(frame, bad, seed);
  const gain = (one: Stable): number => gains.get(nameOf(one)) ?? 0;
  const best = [...loose].sort((a, b) => gain(b) - gain(a) || b.iv - a.iv).slice(0, top);
  const definitions = candidateDefinitions(
    lanes,
    best.map(({ candidate }) => candidate),
  );
  const names = new Set(best.map(nameOf));
  const costs = servingCosts(definitions, { events, labels: takeLabels(train, thinned(train.rows, 2000)), elapsedMs });
  const table = best.map((one): DerivedFactorRow => {
    const { coverage, iv, ks, p } = one;
    const cost = costs.get(nameOf(one)) ?? { microseconds: NaN, bytesPerKey: NaN };
    return { name: nameOf(one), coverage, iv, ks, p, leastSpanAuc: one.leastSpanAuc, gain: gain(one), ...cost };
  });
  const judge = async (wanted: readonly unknown[], only?: ReadonlySet<string>): Promise<number> => {
    const pick = only === undefined ? {} : { only };
    const older = await factorFrame(wanted, { events, labels: train, ...pick });
    const newer = await factorFrame(wanted, { events, labels: split.test, ...pick });
    return outOfTimeAuc([older, bad], [newer, split.testBad], seed);
  };
  const derived = await judge(definitions, names);
  const judged = {
    auc: input.baseline === undefined ? { derived } : { derived, baseline: await judge(input.baseline) },
  };
  return { rows: table, definitions, judged };
}
