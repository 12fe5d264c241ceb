import { quantiles, valueAt, type Column } from '#table';
import type { Groups } from './groups.ts';

/** The groups of a protected column. */
export interface ColumnGroups {
  readonly groups: Groups;
  readonly sizes: readonly { readonly group: string; readonly code: number; readonly rows: number }[];
}

/** Numbers with more values than this are compared by quarters. */
const MOST_VALUES = 8;
/** Groups under this size are left out. */
const LEAST = 20;
const MOST_GROUPS = 12;

/** The groups of a column, largest first; rows of small groups and missing values have none. Undefined for less than two. */
export function groupsOfColumn(source: Column): ColumnGroups | undefined {
  const names = namesOf(source);
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts]
    .filter(([, rows]) => rows >= LEAST)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_GROUPS);
  if (kept.length < 2) return undefined;
  const codeOf = new Map(kept.map(([name], code) => [name, code]));
  return {
    groups: {
      values: Int32Array.from(names, (name) => (name === null ? -1 : (codeOf.get(name) ?? -1))),
      dictionary: kept.map(([name]) => name),
    },
    sizes: kept.map(([group, rows], code) => ({ group, code, rows })),
  };
}

/** The group of the highest approval rate, with which the four-fifths rule compares the others (29 CFR 1607.4 D). */
export function mostApproved({ groups, sizes }: ColumnGroups, isApproved: (row: number) => boolean): string {
  const counts = new Float64Array(sizes.length);
  groups.values.forEach((code, row) => {
    if (code >= 0 && isApproved(row)) counts[code] = (counts[code] as number) + 1;
  });
  const rates = sizes.map(({ group, code, rows }) => ({ group, rate: (counts[code] as number) / rows }));
  return rates.reduce((a, b) => (b.rate > a.rate ? b : a)).group;
}

function namesOf(source: Column): (string | null)[] {
  const values = Array.from({ length: source.values.length }, (_, row) => valueAt(source, row));
  const isWide = source.kind !== 'string' && new Set(values).size > MOST_VALUES;
  if (!isWide) return values.map((value) => (value === null ? null : String(value)));
  const limits = [...new Set(quantiles(source, [0.25, 0.5, 0.75]))];
  const nameOf = (value: number): string => {
    const k = limits.filter((limit) => limit < value).length;
    if (k === 0) return `up to ${limits[0]}`;
    return k === limits.length ? `above ${limits[k - 1]}` : `${limits[k - 1]} to ${limits[k]}`;
  };
  return values.map((value, row) => (value === null ? null : nameOf(source.values[row] as number)));
}
