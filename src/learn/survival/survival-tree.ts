import { shuffle, type Rng } from '#base';
import type { GrownTree } from '../tree/tree-builder.ts';
import { logRankSplit, splitScratch, type LogRankSplit, type SplitScratch } from './log-rank-split.ts';
import type { SurvivalMatrix } from './survival-matrix.ts';

/** What every tree of a forest grows on. */
export interface SurvivalTreeData {
  readonly matrix: SurvivalMatrix;
  /** Rows by ascending time. */
  readonly order: Uint32Array;
  readonly event: Uint8Array;
  /** Per row: how many distinct event times of all rows are at or before its time. */
  readonly timeRank: Int32Array;
  /** Distinct event times of all rows. */
  readonly eventTimes: Float64Array;
  readonly minLeaf: number;
  readonly maxDepth: number;
  readonly featuresPerSplit: number;
}

/** A tree with the hazard of each leaf, in the order of its leaf nodes. */
export interface SurvivalTree {
  readonly tree: GrownTree;
  /** Steps of leaf k: `hazardFrom[k]` up to `hazardFrom[k + 1]`. */
  readonly hazardFrom: number[];
  /** Index of the event time of each step. */
  readonly hazardTime: number[];
  readonly hazardStep: number[];
}

interface OpenNode {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

interface TimeStep {
  readonly from: number;
  readonly to: number;
  readonly rank: number;
  readonly step: number;
}

/** Grows one tree on rows counted `counts[row]` times. Rows stay sorted by time in every node, so hazards take one pass. */
export function growSurvivalTree(data: SurvivalTreeData, counts: Float64Array, rng: Rng): SurvivalTree {
  const rows = data.order.filter((row) => (counts[row] as number) > 0);
  const grower = new SurvivalTreeGrower(data, { rows, counts, rng });
  return grower.grow();
}

class SurvivalTreeGrower {
  private readonly data: SurvivalTreeData;
  private readonly rows: Uint32Array;
  private readonly counts: Float64Array;
  private readonly rng: Rng;
  private readonly scores: Float64Array;
  private readonly spare: Uint32Array;
  private readonly scratch: SplitScratch = splitScratch();
  private readonly features: Int32Array;
  private readonly ranges: OpenNode[] = [];
  private readonly splits: (LogRankSplit | undefined)[] = [];
  private readonly left: number[] = [];
  private readonly cover: number[] = [];

  constructor(data: SurvivalTreeData, sample: { rows: Uint32Array; counts: Float64Array; rng: Rng }) {
    this.data = data;
    this.rows = sample.rows;
    this.counts = sample.counts;
    this.rng = sample.rng;
    this.scores = new Float64Array(sample.counts.length);
    this.spare = new Uint32Array(sample.rows.length);
    this.features = Int32Array.from(data.matrix.columns, (_, f) => f);
  }

  grow(): SurvivalTree {
    const open = [this.addNode({ from: 0, to: this.rows.length, depth: 0 })];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const split = this.bestSplit(next);
      if (split === undefined) continue;
      const middle = this.partition(next, split);
      const depth = next.depth + 1;
      const left = this.addNode({ from: next.from, to: middle, depth });
      const right = this.addNode({ from: middle, to: next.to, depth });
      this.splits[next.node] = split;
      this.left[next.node] = left.node;
      open.push(right, left);
    }
    return this.finish();
  }

  private addNode(range: Omit<OpenNode, 'node'>): OpenNode {
    const node = { ...range, node: this.ranges.length };
    this.ranges.push(node);
    this.splits.push(undefined);
    this.left.push(-1);
    let cover = 0;
    for (let i = range.from; i < range.to; i++) cover += this.counts[this.rows[i] as number] as number;
    this.cover.push(cover);
    return node;
  }

  private bestSplit(node: OpenNode): LogRankSplit | undefined {
    const { minLeaf, maxDepth, featuresPerSplit, matrix } = this.data;
    const { from, to, depth } = node;
    if (depth >= maxDepth || to - from < 2 * minLeaf || !this.scoreRows(node)) return undefined;
    shuffle(this.features, this.rng);
    const range = { rows: this.rows, from, to, counts: this.counts, scores: this.scores };
    let best: LogRankSplit | undefined;
    let tried = 0;
    for (const feature of this.features) {
      const split = logRankSplit(matrix, range, { feature, minLeaf, scratch: this.scratch });
      if (split === undefined) continue;
      if (best === undefined || split.statistic > best.statistic) best = split;
      if (++tried === featuresPerSplit) break;
    }
    return best;
  }

  /** Score = event - cumulative hazard of the node at the row's time; false when the node has no event. */
  private scoreRows(node: OpenNode): boolean {
    let hazard = 0;
    this.walkTimes(node, ({ from, to, step }) => {
      hazard += step;
      for (let i = from; i < to; i++) {
        const row = this.rows[i] as number;
        this.scores[row] = (this.data.event[row] as number) - hazard;
      }
    });
    return hazard > 0;
  }

  /** Visits the times of a node in order with the hazard step of each: events / at risk. */
  private walkTimes(node: OpenNode, visit: (time: TimeStep) => void): void {
    const { event, timeRank } = this.data;
    let atRisk = this.cover[node.node] as number;
    for (let from = node.from; from < node.to;) {
      const rank = timeRank[this.rows[from] as number] as number;
      let [died, left, to] = [0, 0, from];
      for (; to < node.to && timeRank[this.rows[to] as number] === rank; to++) {
        const row = this.rows[to] as number;
        left += this.counts[row] as number;
        if (event[row] === 1) died += this.counts[row] as number;
      }
      visit({ from, to, rank, step: died / atRisk });
      atRisk -= left;
      from = to;
    }
  }

  /** Stable, so that both sides stay sorted by time. */
  private partition({ from, to }: OpenNode, { feature, goesLeft }: LogRankSplit): number {
    const column = this.data.matrix.columns[feature] as Uint8Array;
    let [middle, held] = [from, 0];
    for (let i = from; i < to; i++) {
      const row = this.rows[i] as number;
      if (goesLeft[column[row] as number] === 1) this.rows[middle++] = row;
      else this.spare[held++] = row;
    }
    this.rows.set(this.spare.subarray(0, held), middle);
    return middle;
  }

  private finish(): SurvivalTree {
    const { matrix } = this.data;
    const values: number[] = [];
    const hazard: Omit<SurvivalTree, 'tree'> = { hazardFrom: [0], hazardTime: [], hazardStep: [] };
    const threshold = this.splits.map((split, node) => {
      if (split === undefined) return values.push(this.addLeaf(node, hazard)) - 1;
      if (split.bin < 0) return NaN;
      return (matrix.cuts[split.feature] as Float64Array)[split.bin] ?? Number.MAX_VALUE;
    });
    const tree: GrownTree = {
      feature: this.splits.map((split) => split?.feature ?? -1),
      threshold,
      left: this.left,
      missingLeft: this.splits.map((split) => split?.goesLeft.at(-1) ?? 0),
      cover: this.cover,
      gain: this.splits.map((split, node) => (split?.statistic ?? 0) * (this.cover[node] as number)),
      categories: this.splits.map((split) => (split === undefined || split.bin >= 0 ? undefined : bitsOf(split))),
      goesLeft: this.splits.map(() => undefined),
      values: Float64Array.from(values),
    };
    return { tree, ...hazard };
  }

  /** Appends the hazard steps of a leaf; returns its mortality: the sum of its cumulative hazard over all event times. */
  private addLeaf(node: number, hazard: Omit<SurvivalTree, 'tree'>): number {
    let mortality = 0;
    this.walkTimes(this.ranges[node] as OpenNode, ({ rank, step }) => {
      if (step === 0) return;
      hazard.hazardTime.push(rank - 1);
      hazard.hazardStep.push(step);
      mortality += step * (this.data.eventTimes.length - rank + 1);
    });
    hazard.hazardFrom.push(hazard.hazardTime.length);
    return mortality;
  }
}

function bitsOf({ goesLeft }: LogRankSplit): Uint32Array {
  const bits = new Uint32Array((goesLeft.length - 1 + 31) >> 5);
  for (let code = 0; code < goesLeft.length - 1; code++) {
    if (goesLeft[code] === 1) bits[code >> 5] = ((bits[code >> 5] as number) | (1 << (code & 31))) >>> 0;
  }
  return bits;
}
