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

/** Compares a part of the pairs; patterns are numbered as they appear. */
export function comparePart({ left, right }: PairList, comparisons: readonly Comparison[]): ComparedPart {
  const index = new PatternIndex(comparisons.map(({ size }) => size));
  const patternOf = new Int32Array(left.length);
  const width = comparisons.length;
  const levels = new Uint8Array(width);
  for (let pair = 0; pair < left.length; pair++) {
    const a = left[pair] as number;
    const b = right[pair] as number;
    for (let k = 0; k < width; k++) levels[k] = (comparisons[k] as Comparison).compare(a, b);
    patternOf[pair] = index.of(levels);
  }
  const counts = new Float64Array(index.size);
  for (const pattern of patternOf) counts[pattern] = (counts[pattern] as number) + 1;
  return { patternOf, levels: index.levels(), counts };
}
