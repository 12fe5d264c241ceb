import type { FactorColumns } from '../../event-table.ts';
import { numberOf } from './column-kinds.ts';
import type { TranslatedCase } from './translate-case.ts';

/** How far a float may be from what a case says in decimals. */
const CLOSE: Readonly<Record<string, number>> = { float: 1e-5, double: 1e-9 };

/** The first cell that differs from what the case expects; undefined when all agree. */
export function firstDifference(
  told: TranslatedCase,
  answers: FactorColumns,
  order: string | undefined,
): string | undefined {
  const { items, columns, expected, labels } = told;
  if (expected.rows.length !== labels.rows) return `${labels.rows} rows instead of ${expected.rows.length}`;
  const kinds = expected.columns.map((text) => text.trim().split(/\s+/).at(-1)?.toLowerCase() ?? '');
  const cells = items.map((item) => {
    if ('factor' in item) {
      const counted = answers[item.count];
      const values = answers[item.factor] as Float64Array;
      return Array.from(values, (value, row) => (counted?.[row] === 0 ? NaN : value));
    }
    const column = columns.find(({ name }) => name === item.column);
    if (column === undefined) return `no column ${item.column}`;
    const { dictionary } = column;
    return Array.from(column.values, (value) =>
      dictionary === undefined || value !== value ? value : (dictionary[value] ?? ''),
    );
  });
  const unknown = cells.find((cell) => typeof cell === 'string');
  if (unknown !== undefined) return String(unknown);
  const rows = Array.from({ length: labels.rows }, (_, row) => cells.map((cell) => cell[row] ?? NaN));
  const by = expected.columns.findIndex((text) => text.trim().split(/\s+/)[0] === order);
  const wanted = expected.rows.map((row) =>
    kinds.map((kind, i) =>
      kind === 'string' || kind === 'varchar' ? (row[i] ?? NaN) : numberOf(row[i] ?? null, kind),
    ),
  );
  const sorted =
    by < 0 ? [rows, wanted] : [rows, wanted].map((list) => [...list].sort((a, b) => compare(a[by], b[by])));
  // A float of the tables has 24 bits there and 53 here.
  const least = columns.some(({ type }) => type === 'float') ? 'float' : undefined;
  const tolerances = kinds.map((kind) => CLOSE[kind === 'double' ? (least ?? kind) : kind] ?? 0);
  return difference(sorted as Cell[][][], { tolerances, names: expected.columns });
}

type Cell = string | number;

function compare(a: unknown, b: unknown): number {
  return Number(a) - Number(b) || String(a).localeCompare(String(b)) || 0;
}

function difference(
  [rows = [], wanted = []]: Cell[][][],
  { tolerances, names }: { readonly tolerances: readonly number[]; readonly names: readonly string[] },
): string | undefined {
  for (const [r, row] of wanted.entries()) {
    for (const [c, cell] of row.entries()) {
      const answer = rows[r]?.[c] ?? NaN;
      if (isSame(cell, answer, tolerances[c] ?? 0)) continue;
      return `row ${r} ${names[c]}: ${String(answer)} instead of ${String(cell)}`;
    }
  }
  return undefined;
}

function isSame(a: Cell, b: Cell, tolerance: number): boolean {
  if (Object.is(a, b) || String(a) === String(b)) return true;
  return Math.abs(Number(a) - Number(b)) <= tolerance * Math.max(1, Math.abs(Number(a)));
}
