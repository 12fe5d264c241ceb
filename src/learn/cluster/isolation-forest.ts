import { setImmediate as nextTurn } from 'node:timers/promises';
import { TallyError, createRng, log, parse, pow, z, type Rng } from '#base';
import type { Frame } from '#table';
import { parseModelPart } from '../document.ts';
import { checkCancelled } from '../fit-input.ts';
import { packFloat64, packInt32, unpackFloat64, unpackInt32 } from '../packed-numbers.ts';
import type { UnsupervisedFitOptions } from './k-means.ts';
import { learnScaling, numberMatrix, scalingSchema, type NumberMatrix, type Scaling } from './number-matrix.ts';

const settingsSchema = z.strictObject({
  trees: z.number().int().min(1).max(10_000).default(200),
  /** Rows drawn for each tree. */
  sample: z.number().int().min(2).default(256),
});

/** Settings of the isolation forest. */
export type IsolationSettings = z.infer<typeof settingsSchema>;

const savedSchema = z.object({
  format: z.literal('tallystick.isolation-forest'),
  version: z.literal(1),
  settings: settingsSchema,
  seed: z.number(),
  scaling: scalingSchema,
  sample: z.number().int().min(1),
  nodes: z.number().int().min(1),
  roots: z.array(z.number().int().min(0)).min(1),
  feature: z.string(),
  cut: z.string(),
  left: z.string(),
});

/** A saved isolation forest. */
export type SavedIsolationForest = z.infer<typeof savedSchema>;

/** A fitted isolation forest. */
export interface IsolationForest {
  /** How odd each row is, in (0, 1): near 1 is far from everything, below 0.5 is ordinary. */
  score(frame: Frame): Float64Array;
  save(): SavedIsolationForest;
}

/** Nodes of all trees: `left` is the left child and the right one follows it; a leaf has feature -1 and its depth as cut. */
interface IsolationTrees {
  readonly feature: Int32Array;
  readonly cut: Float64Array;
  readonly left: Int32Array;
  readonly roots: readonly number[];
}

const EULER = 0.577_215_664_901_532_9;

/** The mean depth of an unsuccessful search among `count` rows, by which depths are judged. */
function meanDepth(count: number): number {
  if (count <= 1) return 0;
  return count === 2 ? 1 : 2 * (log(count - 1) + EULER) - (2 * (count - 1)) / count;
}

/**
 * Isolation forest (Liu, Ting, Zhou, ICDM 2008): trees that cut random columns at random places; rows that stand alone
 * early are odd. Missing values count as the median, categories by their code.
 *
 * @throws TallyError `LEARN_SETTINGS`, `LEARN_SHAPE`, `LEARN_NO_FEATURES`, `LEARN_INFINITE`, `LEARN_CANCELLED`.
 * @example
 * const odd = (await fitIsolationForest(frame)).score(frame);
 */
export async function fitIsolationForest(
  frame: Frame,
  { seed = 42, cancel, progress, ...input }: Partial<IsolationSettings> & UnsupervisedFitOptions = {},
): Promise<IsolationForest> {
  const settings = parse(settingsSchema, input, { what: 'isolation forest settings', code: 'LEARN_SETTINGS' });
  const scaling = learnScaling(frame, false);
  const matrix = numberMatrix(frame, scaling);
  const sample = Math.min(settings.sample, frame.rows);
  const grower = new IsolationGrower(matrix, sample);
  const rng = createRng(seed).fork('isolation-forest');
  for (let tree = 0; tree < settings.trees; tree++) {
    grower.grow(rng.fork('tree', tree));
    progress?.({ step: tree + 1, steps: settings.trees });
    if (tree % 16 === 15 || progress !== undefined) await nextTurn();
    checkCancelled(cancel);
  }
  return isolationForest({ settings, seed, scaling, sample, trees: grower.trees() });
}

/** Grows trees into common arrays. */
class IsolationGrower {
  private readonly matrix: NumberMatrix;
  private readonly sample: number;
  private readonly limit: number;
  private readonly feature: number[] = [];
  private readonly cut: number[] = [];
  private readonly left: number[] = [];
  private readonly roots: number[] = [];

  constructor(matrix: NumberMatrix, sample: number) {
    this.matrix = matrix;
    this.sample = sample;
    this.limit = Math.ceil(log(Math.max(sample, 2)) / log(2));
  }

  grow(rng: Rng): void {
    const rows = drawRows(this.matrix.rows, this.sample, rng);
    this.roots.push(this.addNode());
    this.split(this.feature.length - 1, { rows, depth: 0, rng });
  }

  trees(): IsolationTrees {
    const { feature, cut, left, roots } = this;
    return { feature: Int32Array.from(feature), cut: Float64Array.from(cut), left: Int32Array.from(left), roots };
  }

  private addNode(): number {
    this.feature.push(-1);
    this.cut.push(0);
    return this.left.push(-1) - 1;
  }

  private split(node: number, part: { rows: Int32Array; depth: number; rng: Rng }): void {
    const { rows, depth, rng } = part;
    const chosen = depth < this.limit && rows.length > 1 ? this.chooseCut(rows, rng) : undefined;
    if (chosen === undefined) {
      this.cut[node] = depth + meanDepth(rows.length);
      return;
    }
    const { feature, cut } = chosen;
    this.feature[node] = feature;
    this.cut[node] = cut;
    const left = this.addNode();
    const right = this.addNode();
    this.left[node] = left;
    this.split(left, { rows: rows.filter((row) => this.at(row, feature) <= cut), depth: depth + 1, rng });
    this.split(right, { rows: rows.filter((row) => this.at(row, feature) > cut), depth: depth + 1, rng });
  }

  private at(row: number, feature: number): number {
    return this.matrix.values[row * this.matrix.columns + feature] as number;
  }

  /** A random column among those that vary in these rows, cut between its least and greatest value. */
  private chooseCut(rows: Int32Array, rng: Rng): { feature: number; cut: number } | undefined {
    const left = Array.from({ length: this.matrix.columns }, (_, j) => j);
    while (left.length > 0) {
      const [feature] = left.splice(rng.below(left.length), 1) as [number];
      let [low, high] = [Infinity, -Infinity];
      for (const row of rows) {
        const value = this.at(row, feature);
        if (value < low) low = value;
        if (value > high) high = value;
      }
      const cut = low + rng.uniform() * (high - low);
      if (low < high && cut < high) return { feature, cut };
    }
    return undefined;
  }
}

/** Different rows, by the first steps of a shuffle. */
function drawRows(rows: number, count: number, rng: Rng): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  for (let i = 0; i < count; i++) {
    const j = i + rng.below(rows - i);
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  return order.slice(0, count);
}

interface IsolationParts {
  readonly settings: IsolationSettings;
  readonly seed: number;
  readonly scaling: Scaling;
  readonly sample: number;
  readonly trees: IsolationTrees;
}

function isolationForest({ settings, seed, scaling, sample, trees }: IsolationParts): IsolationForest {
  const usual = meanDepth(sample) || 1;
  return {
    score: (frame) => {
      const matrix = numberMatrix(frame, scaling);
      return Float64Array.from({ length: frame.rows }, (_, row) => pow(2, -depthOf(trees, matrix, row) / usual));
    },
    save: () => ({
      format: 'tallystick.isolation-forest',
      version: 1,
      settings,
      seed,
      scaling,
      sample,
      nodes: trees.feature.length,
      roots: [...trees.roots],
      feature: packInt32(trees.feature),
      cut: packFloat64(trees.cut),
      left: packInt32(trees.left),
    }),
  };
}

function depthOf({ feature, cut, left, roots }: IsolationTrees, matrix: NumberMatrix, row: number): number {
  let sum = 0;
  for (const root of roots) {
    let node = root;
    while ((feature[node] as number) !== -1) {
      const value = matrix.values[row * matrix.columns + (feature[node] as number)] as number;
      node = (left[node] as number) + (value <= (cut[node] as number) ? 0 : 1);
    }
    sum += cut[node] as number;
  }
  return sum / roots.length;
}

/**
 * Restores a saved isolation forest: same scores, bit for bit.
 *
 * @throws TallyError `LEARN_MODEL_INVALID`.
 */
export function loadIsolationForest(input: unknown): IsolationForest {
  const saved = parseModelPart(savedSchema, input, 'document');
  const feature = unpackInt32(saved.feature, saved.nodes);
  const left = unpackInt32(saved.left, saved.nodes);
  const isSound = feature.every(
    (of, node) =>
      of === -1 ||
      (of < saved.scaling.features.length && (left[node] as number) > node && (left[node] as number) + 1 < saved.nodes),
  );
  if (!isSound || saved.roots.some((root) => root >= saved.nodes)) {
    throw new TallyError('LEARN_MODEL_INVALID', 'a tree of the model leads nowhere', {
      hint: 'the file was changed or cut short: save the model again',
    });
  }
  const trees = { feature, left, cut: unpackFloat64(saved.cut, saved.nodes), roots: saved.roots };
  return isolationForest({ ...saved, trees });
}
