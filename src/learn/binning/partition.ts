import type { Segments } from './segments.ts';
import type { Trend } from './settings.ts';

/** Limits of a partition into bins. */
export interface PartitionLimits {
  readonly trend: Exclude<Trend, 'auto'>;
  readonly minBins: number;
  readonly maxBins: number | undefined;
}

/** The chosen bins: the index of the last pre-bin of each. */
export interface Partition {
  readonly ends: readonly number[];
  readonly value: number;
}

/** A step of the shape: from a phase to a phase when the event rate goes this way (1 up, -1 down, 0 either). */
interface Move {
  readonly from: 0 | 1;
  readonly to: 0 | 1;
  readonly way: 1 | -1 | 0;
}

const rise: Move = { from: 0, to: 0, way: 1 };
const fall: Move = { from: 0, to: 0, way: -1 };
const MOVES: Readonly<Record<PartitionLimits['trend'], readonly Move[]>> = {
  none: [{ from: 0, to: 0, way: 0 }],
  ascending: [rise],
  descending: [fall],
  peak: [rise, { from: 0, to: 1, way: -1 }, { from: 1, to: 1, way: -1 }],
  valley: [fall, { from: 0, to: 1, way: 1 }, { from: 1, to: 1, way: 1 }],
};

/** Values closer than this are equal; the partition of fewer bins is then better. */
const TIE = 1e-12;

/** Best values by state: the number of bins so far (the last layer may mean "or more"), phase, and the last bin. */
interface States {
  readonly size: number;
  readonly layers: number;
  readonly value: Float64Array;
  readonly bins: Int32Array;
  readonly before: Int32Array;
}

/**
 * The partition of consecutive pre-bins of the largest total value, exact: dynamic programming over (number of bins,
 * phase of the shape, last bin), since every constraint concerns one bin or two neighbours. Undefined when none exists.
 */
export function bestPartition(segments: Segments, limits: PartitionLimits): Partition | undefined {
  const { size } = segments;
  const layers = Math.min(limits.maxBins ?? limits.minBins, Math.max(size, limits.minBins));
  const cells = layers * 2 * size * size;
  const states: States = {
    size,
    layers,
    value: new Float64Array(cells).fill(-Infinity),
    bins: new Int32Array(cells),
    before: new Int32Array(cells).fill(-1),
  };
  const isOpen = limits.maxBins === undefined;
  for (let end = 0; end < size; end++) {
    for (let start = 0; start <= end; start++) {
      if (segments.isAllowed(start, end)) reach({ states, segments, limits, isOpen }, start, end);
    }
  }
  return readBack(states, limits.minBins);
}

interface Search {
  readonly states: States;
  readonly segments: Segments;
  readonly limits: PartitionLimits;
  readonly isOpen: boolean;
}

function cellOf(states: States, layer: number, phase: number): number {
  return (layer * 2 + phase) * states.size * states.size;
}

/** Fills the states whose last bin is [start, end]. */
function reach(search: Search, start: number, end: number): void {
  const { states, segments, limits } = search;
  const value = segments.value(start, end);
  const here = start * states.size + end;
  if (start === 0) {
    const cell = cellOf(states, 0, 0) + here;
    states.value[cell] = value;
    states.bins[cell] = 1;
    return;
  }
  for (let first = 0; first < start; first++) {
    const way = segments.compare(first, start, end);
    if (way === undefined) continue;
    const there = first * states.size + start - 1;
    for (const move of MOVES[limits.trend]) {
      if (move.way * way >= 0) extend(search, move, { there, here, value });
    }
  }
}

function extend(search: Search, move: Move, step: { there: number; here: number; value: number }): void {
  const { states, isOpen } = search;
  for (let layer = 0; layer < states.layers; layer++) {
    const from = cellOf(states, layer, move.from) + step.there;
    if (states.value[from] === -Infinity) continue;
    const isLast = layer === states.layers - 1;
    if (isLast && !isOpen) break;
    const to = cellOf(states, isLast ? layer : layer + 1, move.to) + step.here;
    const value = (states.value[from] as number) + step.value;
    const bins = (states.bins[from] as number) + 1;
    if (!isBetter(states, to, { value, bins })) continue;
    states.value[to] = value;
    states.bins[to] = bins;
    states.before[to] = from;
  }
}

function isBetter(states: States, cell: number, found: { value: number; bins: number }): boolean {
  const gain = found.value - (states.value[cell] as number);
  return gain > TIE || (gain >= -TIE && found.bins < (states.bins[cell] as number));
}

function readBack(states: States, minBins: number): Partition | undefined {
  const { size, layers } = states;
  let best = -1;
  for (let layer = minBins - 1; layer < layers; layer++) {
    for (let cell = cellOf(states, layer, 0); cell < cellOf(states, layer + 1, 0); cell++) {
      if (cell % size !== size - 1 || states.value[cell] === -Infinity) continue;
      const [value, bins] = [states.value[cell] as number, states.bins[cell] as number];
      if (best === -1 || isBetter(states, best, { value, bins })) best = cell;
    }
  }
  if (best === -1) return undefined;
  const ends: number[] = [];
  for (let cell = best; cell !== -1; cell = states.before[cell] as number) ends.unshift(cell % size);
  return { ends, value: states.value[best] as number };
}
