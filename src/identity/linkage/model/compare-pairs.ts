import type { Comparison } from '../compare/comparison.ts';
import { mergeCompared, type ComparedPart } from './merge-compared.ts';
import { PatternIndex } from './pattern-index.ts';

/** Pairs as two lists of records. */
export interface PairList {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The pattern of levels of each pair, the patterns and how many pairs show each. */
export interface ComparedPairs extends PairList {
  readonly patternOf: Int32Array;
  /** `levels[p * comparisons + k]` */
  readonly levels: Uint8Array;
  readonly counts: Float64Array;
}

/** Compares pairs on every column. */
export function comparePairs(pairs: PairList, comparisons: readonly Comparison[]): ComparedPairs {
  return mergeCompared(pairs, [comparePart(pairs, comparisons)], comparisons.length);
}

/** Pairs compared on one column before the next: its memory of levels stays close. */
const CHUNK = 1 << 15;

/** Compares a part of the pairs; patterns are numbered as they appear. */
export function comparePart(pairs: PairList, comparisons: readonly Comparison[]): ComparedPart {
  const index = new PatternIndex(comparisons.map(({ size }) => size));
  const width = comparisons.length;
  const patternOf = new Int32Array(pairs.left.length);
  const chunk = new Uint8Array(CHUNK * width);
  for (let from = 0; from < patternOf.length; from += CHUNK) {
    const to = Math.min(patternOf.length, from + CHUNK);
    for (let k = 0; k < width; k++) compareColumn(pairs, comparisons[k] as Comparison, { chunk, from, to, k, width });
    for (let pair = from; pair < to; pair++) patternOf[pair] = index.of(chunk, (pair - from) * width);
  }
  const counts = new Float64Array(index.size);
  for (const pattern of patternOf) counts[pattern] = (counts[pattern] as number) + 1;
  return { patternOf, levels: index.levels(), counts };
}

interface ColumnOfChunk {
  readonly chunk: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly k: number;
  readonly width: number;
}

function compareColumn({ left, right }: PairList, comparison: Comparison, place: ColumnOfChunk): void {
  const { chunk, from, to, k, width } = place;
  for (let pair = from, at = k; pair < to; pair++, at += width) {
    chunk[at] = comparison.compare(left[pair] as number, right[pair] as number);
  }
}
