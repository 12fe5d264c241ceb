import type { LinkColumn, LinkTable } from '../columns/link-table.ts';
import { LevelCache } from './level-cache.ts';
import { lastLevel, type LevelRule } from './level-rule.ts';
import { ELSEWHERE, nameRule } from './name-rule.ts';
import { nameColumns, nameWordsOf, type NameWords } from './name-words.ts';
import { ruleOf } from './rule-of.ts';

/** One column's part in the comparison of two records. */
export interface Comparison {
  readonly column: LinkColumn;
  readonly rule: LevelRule;
  /** Number of levels, "unknown" included. */
  readonly size: number;
  /** The level of two records: 0 unknown, 1 same, ... the last one different. */
  compare(a: number, b: number): number;
}

/** The comparisons of a table, one for each column. */
export function comparisonsOf(table: LinkTable): Comparison[] {
  const names = nameColumns(table);
  const words = names.length > 1 ? nameWordsOf(table) : undefined;
  return table.columns.map((column) => {
    const rule = ruleOf(column);
    const elsewhere = rule === nameRule && names.includes(column) ? words : undefined;
    return comparison(column, rule, elsewhere);
  });
}

function comparison(column: LinkColumn, rule: LevelRule, words: NameWords | undefined): Comparison {
  const { codes, values } = column;
  const cache = new LevelCache();
  const known = column.counts.length;
  const compute = (a: number, b: number): number => rule.level(values[a] as string, values[b] as string);
  const last = lastLevel(rule);
  const compare = (a: number, b: number): number => {
    const left = codes[a] as number;
    const right = codes[b] as number;
    if (left < 0 || right < 0) return 0;
    if (left === right) return 1;
    // Codes beyond the dictionary are a live record's own and change with it.
    const level = left < known && right < known ? cache.level(left, right, compute) : compute(left, right);
    if (words === undefined || level < last - 1) return level;
    if (words.holds(b, column, left) || words.holds(a, column, right)) return ELSEWHERE;
    return level;
  };
  return { column, rule, size: last + 1, compare };
}
