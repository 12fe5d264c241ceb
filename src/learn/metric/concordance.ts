import { TallyError } from '#base';
import { bootstrapInterval, type BootstrapOptions } from './bootstrap.ts';
import type { Interval } from './delong.ts';
import { countTree, type CountTree } from './count-tree.ts';
import { censoringWeights } from '../survival/censoring-weights.ts';
import { checkOutcomes, demandEvents, type SurvivalOutcomes } from '../survival/outcomes.ts';
import { ascendingOrder } from '../survival/risk-table.ts';

/** How well risks order times to event. */
export interface Concordance {
  /** (Concordant + half of tied risk) / all comparable pairs, by weight. */
  readonly value: number;
  /** Comparable pairs in which the row with the earlier event has the higher risk. */
  readonly concordant: number;
  readonly discordant: number;
  readonly tiedRisk: number;
  /** Comparable pairs of one time: an event and a censored row. */
  readonly tiedTime: number;
}

/** How pairs are compared. */
export interface ConcordanceOptions {
  /** Risks no further apart than this are tied. Default 1e-8, as scikit-survival. */
  readonly tiedTolerance?: number;
}

/**
 * The concordance index of Harrell et al. (JAMA 1982) in O(n log n). A pair is comparable when the earlier time is an
 * event; of equal times, an event and a censored row. Entry times are not looked at.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_NO_EVENTS`, `LEARN_NO_PAIRS`, `LEARN_SCORE`.
 */
export function concordance(
  outcomes: SurvivalOutcomes,
  risk: Float64Array,
  options: ConcordanceOptions = {},
): Concordance {
  return demandPairs(countPairs(prepare(outcomes, risk, options)));
}

/** {@link concordance} with a bootstrapped 95 % interval: rows with and without event are drawn with replacement. */
export function concordanceBootstrap(
  outcomes: SurvivalOutcomes,
  risk: Float64Array,
  options: ConcordanceOptions & BootstrapOptions = {},
): Interval {
  const pairs = prepare(outcomes, risk, options);
  demandPairs(countPairs(pairs));
  return bootstrapInterval(
    Float64Array.from(outcomes.event),
    (rowWeights) => countPairs({ ...pairs, rowWeights }).value,
    options,
  );
}

/** How censoring is corrected for. */
export interface IpcwOptions extends ConcordanceOptions {
  /** Rows from which the censoring distribution is estimated, usually the training rows. Default: the rows judged. */
  readonly censoring?: SurvivalOutcomes;
  /** Only events before this time count. */
  readonly tau?: number;
}

/**
 * The concordance index of Uno et al. (Statistics in Medicine 2011): pairs weighted by the inverse squared chance of
 * being uncensored at the earlier event, so that the value does not depend on how the rows were censored.
 *
 * @throws TallyError as {@link concordance}, and `LEARN_CENSORING`.
 */
export function concordanceIpcw(
  outcomes: SurvivalOutcomes,
  risk: Float64Array,
  options: IpcwOptions = {},
): Concordance {
  const pairs = prepare(outcomes, risk, options);
  const weights = censoringWeights(outcomes, options.censoring ?? outcomes, options.tau);
  return demandPairs(countPairs({ ...pairs, eventWeights: weights.map((weight) => weight * weight) }));
}

interface Pairs {
  readonly outcomes: SurvivalOutcomes;
  /** Rows by ascending time. */
  readonly order: Uint32Array;
  /** Per row: how many rows have a risk clearly below, and how many a risk below or tied; its own place. */
  readonly below: Uint32Array;
  readonly upTo: Uint32Array;
  readonly place: Uint32Array;
  readonly eventWeights?: Float64Array;
  readonly rowWeights?: Float64Array;
}

function prepare(outcomes: SurvivalOutcomes, risk: Float64Array, { tiedTolerance = 1e-8 }: ConcordanceOptions): Pairs {
  checkOutcomes(outcomes);
  checkRisk(risk, outcomes.time.length);
  demandEvents(outcomes);
  const byRisk = ascendingOrder(risk);
  const [below, upTo, place] = [0, 1, 2].map(() => new Uint32Array(risk.length)) as Places;
  let [first, after] = [0, 0];
  byRisk.forEach((row, at) => {
    const own = risk[row] as number;
    const isTied = (k: number): boolean => Math.abs((risk[byRisk[k] as number] as number) - own) <= tiedTolerance;
    while (first < at && !isTied(first)) first++;
    after = Math.max(after, at + 1);
    while (after < byRisk.length && isTied(after)) after++;
    below[row] = first;
    upTo[row] = after;
    place[row] = at;
  });
  return { outcomes, order: ascendingOrder(outcomes.time), below, upTo, place };
}

type Places = [Uint32Array, Uint32Array, Uint32Array];

/** Checks one finite risk per row: `LEARN_SHAPE`, `LEARN_SCORE`. */
export function checkRisk(risk: Float64Array, rows: number): void {
  if (risk.length !== rows) {
    throw new TallyError('LEARN_SHAPE', `there are ${risk.length} scores for ${rows} rows`, {
      hint: 'give one score per row',
    });
  }
  const row = risk.findIndex((value) => !Number.isFinite(value));
  if (row === -1) return;
  throw new TallyError('LEARN_SCORE', `the score of row ${row} is ${risk[row]}`, {
    hint: 'scores are finite numbers',
    data: { row },
  });
}

interface Sums {
  concordant: number;
  tiedRisk: number;
  comparable: number;
  tiedTime: number;
  numerator: number;
  denominator: number;
}

/** Walks times from the last to the first; the tree holds whoever is still there, by risk. */
function countPairs(pairs: Pairs): Concordance {
  const { outcomes, order } = pairs;
  const tree = countTree(order.length);
  const sums: Sums = { concordant: 0, tiedRisk: 0, comparable: 0, tiedTime: 0, numerator: 0, denominator: 0 };
  for (let to = order.length; to > 0;) {
    let from = to - 1;
    while (from > 0 && outcomes.time[order[from - 1] as number] === outcomes.time[order[from] as number]) from--;
    const group = order.subarray(from, to);
    const before = tree.total();
    for (const row of group) if (outcomes.event[row] !== 1) tree.add(pairs.place[row] as number, weightOf(pairs, row));
    const censored = tree.total() - before;
    for (const row of group) if (outcomes.event[row] === 1) compare(row, pairs, { tree, censored, sums });
    for (const row of group) if (outcomes.event[row] === 1) tree.add(pairs.place[row] as number, weightOf(pairs, row));
    to = from;
  }
  const { concordant, tiedRisk, comparable, tiedTime } = sums;
  const discordant = comparable - concordant - tiedRisk;
  return { value: sums.numerator / sums.denominator, concordant, discordant, tiedRisk, tiedTime };
}

function weightOf({ rowWeights }: Pairs, row: number): number {
  return rowWeights === undefined ? 1 : (rowWeights[row] as number);
}

function compare(
  row: number,
  pairs: Pairs,
  { tree, censored, sums }: { readonly tree: CountTree; readonly censored: number; readonly sums: Sums },
): void {
  const own = weightOf(pairs, row);
  const lower = own * tree.before(pairs.below[row] as number);
  const tied = own * tree.before(pairs.upTo[row] as number) - lower;
  const all = own * tree.total();
  const weight = pairs.eventWeights === undefined ? 1 : (pairs.eventWeights[row] as number);
  sums.concordant += lower;
  sums.tiedRisk += tied;
  sums.comparable += all;
  sums.tiedTime += own * censored;
  sums.numerator += weight * (lower + tied / 2);
  sums.denominator += weight * all;
}

function demandPairs(result: Concordance): Concordance {
  if (result.value === result.value) return result;
  throw new TallyError('LEARN_NO_PAIRS', 'no two rows can be compared: nobody is observed after an event', {
    hint: 'give rows that are observed for longer, or a later tau',
  });
}
