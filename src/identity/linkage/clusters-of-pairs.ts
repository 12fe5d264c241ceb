import { DisjointSets } from './cluster/components.ts';

/** Clusters that pairs of ids connect; every id of `all` is in one, alone when no pair names it. */
export function clustersOfPairs(
  pairs: Iterable<readonly [string, string]>,
  all: Iterable<string>,
): Map<string, string> {
  const numbers = new Map<string, number>();
  const numberOf = (id: string): number => {
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, (number = numbers.size));
    return number;
  };
  for (const id of all) numberOf(id);
  const joined = Array.from(pairs, ([a, b]) => [numberOf(a), numberOf(b)] as const);
  const sets = new DisjointSets(numbers.size);
  for (const [a, b] of joined) sets.join(a, b);
  const ids = [...numbers.keys()];
  return new Map(ids.map((id, number) => [id, ids[sets.find(number)] as string]));
}
