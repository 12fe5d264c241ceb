import type { LibraryFactor, WindowFactor } from '../definition/definition.ts';
import { windowFactors } from '../fields-of.ts';
import { hasSql, listsKey } from './factor-sql.ts';

/** Lists that one query may hold at a time. */
const SETS = 12;
/** Expressions of one query. */
const FACTORS = 60;

/** Names of window factors in groups for one query each; factors that share lists stay together. */
export function sqlBatches(factors: readonly LibraryFactor[]): string[][] {
  const sets = new Map<string, WindowFactor[]>();
  for (const factor of windowFactors(factors)) {
    if (hasSql(factor)) sets.set(listsKey(factor), [...(sets.get(listsKey(factor)) ?? []), factor]);
  }
  const batches: string[][] = [];
  let [names, used]: [string[], number] = [[], 0];
  for (const set of sets.values()) {
    if (used === SETS || names.length >= FACTORS) {
      batches.push(names);
      [names, used] = [[], 0];
    }
    names.push(...set.map(({ name }) => name));
    used++;
  }
  return names.length === 0 ? batches : [...batches, names];
}
