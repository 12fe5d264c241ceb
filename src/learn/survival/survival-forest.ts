import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRng, parse, TallyError, z, type Rng } from '#base';
import type { Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions } from '../estimator.ts';
import { checkCancelled } from '../fit-input.ts';
import type { Target } from '../target.ts';
import { toForest } from '../tree/forest.ts';
import type { SurvivalOutcomes } from './outcomes.ts';
import { ascendingOrder } from './risk-table.ts';
import { survivalForestModel, type SurvivalForestModel } from './survival-forest-model.ts';
import { survivalInput } from './survival-input.ts';
import { survivalMatrix } from './survival-matrix.ts';
import { growSurvivalTree, type SurvivalTree, type SurvivalTreeData } from './survival-tree.ts';

const parametersSchema = z.strictObject({
  trees: z.number().int().min(1).max(10_000).default(100),
  /** Fewest distinct rows in a leaf. */
  minLeaf: z.number().int().min(1).default(15),
  maxDepth: z.number().int().min(1).default(64),
  /** Features tried at each split; without it, the square root of their number. */
  featuresPerSplit: z.number().int().min(1).optional(),
  maxBins: z.number().int().min(2).max(255).default(255),
  /** The cause that counts as the event; others count as censored. Without it, any cause. */
  cause: z.number().int().min(1).optional(),
});

/** Settings of a random survival forest. */
export type SurvivalForestParameters = z.infer<typeof parametersSchema>;

/** A random survival forest before it is fitted. */
export interface SurvivalForestEstimator extends Estimator {
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<SurvivalForestModel>;
}

/**
 * A random survival forest (Ishwaran et al., Annals of Applied Statistics 2008): bootstrapped trees on histograms,
 * split by log-rank scores, a cumulative hazard in each leaf. It predicts mortality; `survival(frame, times)` gives
 * the curves. Left truncation is refused with `LEARN_TARGET_UNSUPPORTED`.
 *
 * @example
 * const model = await survivalForest({ trees: 200 }).fit(frame, { kind: 'survival', entry, time, cause });
 */
export function survivalForest(parameters: Partial<SurvivalForestParameters> = {}): SurvivalForestEstimator {
  const settings = parse(parametersSchema, parameters, { what: 'survival forest settings', code: 'LEARN_SETTINGS' });
  return {
    kind: 'survival-forest',
    fit: (frame, target, options = {}) => fitForest(settings, { frame, target, options }),
  };
}

async function fitForest(
  settings: SurvivalForestParameters,
  { frame, target, options }: { frame: Frame; target: Target; options: FitOptions },
): Promise<SurvivalForestModel> {
  const { encoded, outcomes, seed, weights } = survivalInput(frame, target, { options, cause: settings.cause });
  refuseTruncation(outcomes);
  const { features, ignored } = encoded;
  const featuresPerSplit = settings.featuresPerSplit ?? Math.max(1, Math.floor(Math.sqrt(features.length)));
  const matrix = survivalMatrix(encoded, settings.maxBins);
  const { minLeaf, maxDepth } = settings;
  const data = { ...byTime(outcomes), matrix, event: outcomes.event, minLeaf, maxDepth, featuresPerSplit };
  const rng = createRng(seed).fork('survival-forest');
  const grown: SurvivalTree[] = [];
  for (let t = 0; t < settings.trees; t++) {
    const stream = rng.fork('tree', t);
    grown.push(growSurvivalTree(data, drawRows(encoded.rows, weights, stream), stream));
    options.progress?.({ step: t + 1, steps: settings.trees });
    await nextTurn();
    checkCancelled(options.cancel);
  }
  const training = recordTraining(encoded, Float64Array.from(outcomes.event), {
    fit: options,
    seed,
    parameters: settings,
  });
  const categoryCounts = Int32Array.from(features, (f) => (f.kind === 'category' ? f.categories.length : 0));
  const forest = toForest(
    grown.map(({ tree }) => ({ ...tree, values: tree.values.map((value) => value / grown.length) })),
    1,
    categoryCounts,
  );
  return survivalForestModel({ features, ignored, training, forest, hazards: joinHazards(grown, data.eventTimes) });
}

function refuseTruncation({ entry }: SurvivalOutcomes): void {
  if (entry === undefined) return;
  throw new TallyError('LEARN_TARGET_UNSUPPORTED', 'a survival forest does not fit left-truncated rows', {
    hint: 'use `cox` or `gbst`, or entry times of 0',
  });
}

function byTime({ time, event }: SurvivalOutcomes): Pick<SurvivalTreeData, 'order' | 'timeRank' | 'eventTimes'> {
  const order = ascendingOrder(time);
  const eventTimes: number[] = [];
  for (const row of order)
    if (event[row] === 1 && time[row] !== eventTimes.at(-1)) eventTimes.push(time[row] as number);
  const timeRank = new Int32Array(time.length);
  let rank = 0;
  for (const row of order) {
    while (rank < eventTimes.length && (eventTimes[rank] as number) <= (time[row] as number)) rank++;
    timeRank[row] = rank;
  }
  return { order, timeRank, eventTimes: Float64Array.from(eventTimes) };
}

/** How often each row is drawn: as many draws as rows, by weight. */
function drawRows(rows: number, weights: Float64Array | undefined, rng: Rng): Float64Array {
  const counts = new Float64Array(rows);
  let total = 0;
  const upTo = weights?.map((weight) => (total += weight));
  for (let i = 0; i < rows; i++) {
    const row = upTo === undefined ? rng.below(rows) : firstAbove(upTo, rng.uniform() * total);
    counts[row] = (counts[row] as number) + 1;
  }
  return counts;
}

function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function joinHazards(grown: readonly SurvivalTree[], times: Float64Array): SurvivalForestModel['hazards'] {
  const from = [0];
  for (const { hazardFrom } of grown) {
    const offset = from.at(-1) as number;
    for (let leaf = 1; leaf < hazardFrom.length; leaf++) from.push(offset + (hazardFrom[leaf] as number));
  }
  return {
    times,
    from: Int32Array.from(from),
    time: Int32Array.from(grown.flatMap(({ hazardTime }) => hazardTime)),
    step: Float64Array.from(grown.flatMap(({ hazardStep }) => hazardStep.map((step) => step / grown.length))),
  };
}
