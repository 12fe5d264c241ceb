import { TallyError, createRng, shuffle } from '#base';
import { column, valueAt, type Frame } from '#table';

/** The fold of every row, 0 to `count` - 1. */
export interface Folds {
  readonly count: number;
  /** Of a forward split, -1 for rows that are only learnt from. */
  readonly of: Int32Array;
  /** True when each fold is learnt from the folds before it alone, as time allows. */
  readonly isForward?: boolean;
}

/**
 * Folds by time: rows are cut by date into `count` + 1 blocks; block k + 1 is judged by a model of the blocks before it.
 * Rows of one date stay together.
 *
 * @throws TallyError `LEARN_FOLDS` when there are too few dates.
 */
export function forwardFolds(dates: Float64Array, count: number): Folds {
  const sorted = dates.slice().sort();
  const limits = Array.from({ length: count }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / (count + 1))]);
  const isAscending = limits.every((limit, k) => (k === 0 ? sorted[0] : limits[k - 1]) !== limit);
  if (count < 2 || !isAscending) throw badFolds(`the dates do not part into ${count} folds`);
  const of = Int32Array.from(dates, (date) => limits.filter((limit) => (limit as number) <= date).length - 1);
  return { count, of, isForward: true };
}

/**
 * Stratified k-fold: each class is shuffled by the seed and dealt round, so that folds differ by one row of a class at
 * most.
 *
 * @throws TallyError `LEARN_FOLDS` when a class has fewer rows than folds.
 */
export function stratifiedFolds(label: Float64Array, count: number, seed: number): Folds {
  const rng = createRng(seed).fork('folds');
  const of = new Int32Array(label.length);
  let offset = 0;
  for (const value of [0, 1]) {
    const rows = new Uint32Array(label.length).map((_, row) => row).filter((row) => label[row] === value);
    requireRows(rows.length, count, `rows with label ${value}`);
    shuffle(rows, rng);
    rows.forEach((row, i) => {
      of[row] = (i + offset) % count;
    });
    offset += rows.length;
  }
  return { count, of };
}

/** Rows shuffled by the seed and dealt round. */
export function randomFolds(rows: number, count: number, seed: number): Folds {
  requireRows(rows, count, 'rows');
  const order = new Uint32Array(rows).map((_, row) => row);
  shuffle(order, createRng(seed).fork('folds'));
  const of = new Int32Array(rows);
  order.forEach((row, i) => (of[row] = i % count));
  return { count, of };
}

/**
 * The folds that a table with the columns `row` (from 0) and `fold` prescribes for `rows` rows.
 *
 * @throws TallyError `LEARN_FOLDS` when a row is missing, doubled or outside the data.
 */
export function foldsFromFrame(table: Frame, rows: number): Folds {
  const rowColumn = column(table, 'row');
  const foldColumn = column(table, 'fold');
  const found = new Int32Array(rows).fill(-1);
  const numbers = new Map<number, number>();
  for (let i = 0; i < table.rows; i++) {
    const row = Number(valueAt(rowColumn, i) ?? NaN);
    const fold = Number(valueAt(foldColumn, i) ?? NaN);
    if (!Number.isInteger(row) || row < 0 || row >= rows || !Number.isInteger(fold) || found[row] !== -1) {
      throw badFolds(`line ${i + 2} of the fold file (row ${row}, fold ${fold}) fits no single row of ${rows}`);
    }
    numbers.set(fold, 0);
    found[row] = fold;
  }
  const without = found.indexOf(-1);
  if (without !== -1) throw badFolds(`the fold file says nothing about row ${without}`);
  [...numbers.keys()].sort((a, b) => a - b).forEach((fold, index) => numbers.set(fold, index));
  if (numbers.size < 2) throw badFolds('the fold file has a single fold');
  return { count: numbers.size, of: found.map((fold) => numbers.get(fold) ?? 0) };
}

/** Rows whose date is before `from` and the others: train on the past, test on what came after. */
export function timeSplit(dates: Int32Array, from: number): { readonly train: Int32Array; readonly test: Int32Array } {
  const all = new Int32Array(dates.length).map((_, row) => row);
  const isLater = (row: number): boolean => (dates[row] as number) >= from;
  return { train: all.filter((row) => !isLater(row)), test: all.filter(isLater) };
}

/** The rows of a fold, and those a model may learn from: all others, or with forward folds those before it. */
export function foldRows(folds: Folds, fold: number): { readonly train: Int32Array; readonly test: Int32Array } {
  const all = new Int32Array(folds.of.length).map((_, row) => row);
  const isLearnt = (row: number): boolean =>
    folds.isForward === true ? (folds.of[row] as number) < fold : folds.of[row] !== fold;
  return { train: all.filter(isLearnt), test: all.filter((row) => folds.of[row] === fold) };
}

function requireRows(rows: number, count: number, what: string): void {
  if (count < 2) throw badFolds(`${count} folds are too few`);
  if (rows < count) throw badFolds(`there are ${rows} ${what} for ${count} folds`);
}

function badFolds(message: string): TallyError {
  return new TallyError('LEARN_FOLDS', message, {
    hint: 'use between 2 folds and the number of rows of the rarer class',
  });
}
