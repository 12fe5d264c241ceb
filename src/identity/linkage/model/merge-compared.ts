import type { ComparedPairs, PairList } from './compare-pairs.ts';

/** What was found of a part of the pairs, in their order. */
export type ComparedPart = Pick<ComparedPairs, 'patternOf' | 'levels' | 'counts'>;

/**
 * Puts parts together that were compared apart. Patterns get their numbers by their levels, so that neither the number of
 * parts nor the order of the pairs changes a sum later.
 */
export function mergeCompared(pairs: PairList, parts: readonly ComparedPart[], width: number): ComparedPairs {
  const seen = new Map<string, { levels: Uint8Array; count: number }>();
  const keysOf = parts.map((part) => patternKeys(part, width));
  for (const [at, part] of parts.entries()) {
    for (const [pattern, key] of (keysOf[at] as string[]).entries()) {
      const levels = part.levels.subarray(pattern * width, (pattern + 1) * width);
      const known = seen.get(key);
      const count = (part.counts[pattern] as number) + (known?.count ?? 0);
      seen.set(key, { levels, count });
    }
  }
  const keys = [...seen.keys()].sort();
  const numberOf = new Map(keys.map((key, number) => [key, number]));
  const levels = new Uint8Array(keys.length * width);
  const counts = new Float64Array(keys.length);
  for (const [number, key] of keys.entries()) {
    levels.set(seen.get(key)?.levels ?? [], number * width);
    counts[number] = seen.get(key)?.count ?? 0;
  }
  const patternOf = new Int32Array(pairs.left.length);
  let pair = 0;
  for (const [at, part] of parts.entries()) {
    const numbers = (keysOf[at] as string[]).map((key) => numberOf.get(key) as number);
    for (const pattern of part.patternOf) patternOf[pair++] = numbers[pattern] as number;
  }
  return { left: pairs.left, right: pairs.right, patternOf, levels, counts };
}

function patternKeys({ levels, counts }: ComparedPart, width: number): string[] {
  return Array.from(counts, (_, pattern) =>
    String.fromCharCode(...levels.subarray(pattern * width, (pattern + 1) * width)),
  );
}
