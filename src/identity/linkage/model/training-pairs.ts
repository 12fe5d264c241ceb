import type { LinkColumn, LinkTable } from '../columns/link-table.ts';
import type { PairList } from './compare-pairs.ts';

const PAIRS = 40_000;

/** Pairs that agree exactly on a column, rarest values first, up to a limit. */
export function agreeingPairs({ rows, sources }: LinkTable, column: LinkColumn): PairList {
  const groups: number[][] = Array.from({ length: column.counts.length }, () => []);
  for (let row = 0; row < rows; row++) {
    const code = column.codes[row] as number;
    if (code >= 0) groups[code]?.push(row);
  }
  const shared = groups.filter(({ length }) => length > 1).sort((a, b) => a.length - b.length);
  const left: number[] = [];
  const right: number[] = [];
  for (const group of shared) {
    if (left.length + (group.length * (group.length - 1)) / 2 > PAIRS) break;
    for (let i = 0; i < group.length; i++) {
      for (let j = i + 1; j < group.length; j++) {
        const a = group[i] as number;
        const b = group[j] as number;
        if (sources !== undefined && sources[a] === sources[b]) continue;
        left.push(a);
        right.push(b);
      }
    }
  }
  return { left: Int32Array.from(left), right: Int32Array.from(right) };
}
