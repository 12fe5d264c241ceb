import { TallyError } from '#base';
import { binaryLabel, type Target } from '#learn';
import { bitAt, column, drop, readTable, valueAt, type Column, type Frame } from '#table';
import { listOf } from './input.ts';

/** Options that say which rows, target and columns to use. */
export interface ProblemOptions {
  readonly data: string;
  readonly target?: string;
  readonly drop?: string;
  readonly positive?: string;
  readonly time?: string;
  readonly event?: string;
  readonly entry?: string;
  readonly date?: string;
  readonly weight?: string;
  readonly group?: string;
  readonly task?: string;
}

/** A file taken apart into inputs, target and what belongs to its rows. */
export interface Problem {
  readonly frame: Frame;
  readonly target: Target;
  readonly weights: Float64Array | undefined;
  readonly groups: Int32Array | undefined;
  /** Instant or number of each row, when a date column is named. */
  readonly dates: Float64Array | undefined;
  /** Binary targets: the value of the event, and the other. */
  readonly labels: { readonly positive: string; readonly negative: string } | undefined;
}

/**
 * Reads a file as a learning problem: survival with `--time` and `--event`, ranking with `--group`, otherwise binary, or
 * what `--task` says.
 */
export async function readProblem(options: ProblemOptions, file = options.data): Promise<Problem> {
  return problemOf(await readRows(file), options);
}

/** Reads a file that must have rows; throws `CLI_NO_ROWS`. */
export async function readRows(file: string): Promise<Frame> {
  const table = await readTable(file);
  if (table.rows > 0) return table;
  throw new TallyError('CLI_NO_ROWS', `"${file}" has a header but no rows`, { hint: 'check the file' });
}

/** A table taken apart as {@link readProblem} does. */
export function problemOf(table: Frame, options: ProblemOptions): Problem {
  const { target, labels, used } = readTarget(table, options);
  const { weight, group, date } = options;
  const extra = [weight, group, date].filter((name): name is string => name !== undefined);
  return {
    frame: drop(table, [...new Set([...used, ...extra, ...listOf(options.drop)])]),
    target,
    labels,
    weights: weight === undefined ? undefined : numbersOf(table, weight),
    groups: group === undefined ? undefined : groupsOf(column(table, group)),
    dates: date === undefined ? undefined : datesOf(table, date),
  };
}

interface TargetColumns {
  readonly target: Target;
  readonly labels: Problem['labels'];
  /** Columns that are the target, not inputs. */
  readonly used: readonly string[];
}

function readTarget(table: Frame, options: ProblemOptions): TargetColumns {
  const { time, event, entry, target: name, group, positive } = options;
  if (time !== undefined || event !== undefined) return survivalColumns(table, { time, event, entry });
  if (name === undefined) {
    throw new TallyError('CLI_OPTION', 'the target is not named', {
      hint: 'add --target COLUMN, or --time and --event',
    });
  }
  const task = options.task ?? (group === undefined ? 'binary' : 'ranking');
  const used = [name];
  switch (task) {
    case 'binary': {
      const { label, ...labels } = binaryLabel(table, name, positive);
      return { target: { kind: 'binary', label }, labels, used };
    }
    case 'real':
      return { target: { kind: 'real', value: numbersOf(table, name) }, labels: undefined, used };
    case 'ranking':
      return { target: { kind: 'ranking', relevance: numbersOf(table, name) }, labels: undefined, used };
    case 'multiclass':
      return { target: classTarget(column(table, name)), labels: undefined, used };
    default:
      throw new TallyError('CLI_OPTION', `--task is "${task}"`, { hint: 'use binary, real, multiclass or ranking' });
  }
}

function survivalColumns(
  table: Frame,
  { time, event, entry }: { time: string | undefined; event: string | undefined; entry: string | undefined },
): TargetColumns {
  if (time === undefined || event === undefined) {
    throw new TallyError('CLI_OPTION', 'a survival target needs both --time and --event', {
      hint: 'for example --time months --event default',
    });
  }
  const cause = Int32Array.from(numbersOf(table, event));
  const begun = entry === undefined ? new Float64Array(table.rows) : numbersOf(table, entry);
  const used = [time, event, ...(entry === undefined ? [] : [entry])];
  return { target: { kind: 'survival', entry: begun, time: numbersOf(table, time), cause }, labels: undefined, used };
}

function numbersOf(table: Frame, name: string): Float64Array {
  const source = column(table, name);
  const values = Float64Array.from({ length: table.rows }, (_, row) => Number(valueAt(source, row) ?? NaN));
  const row = values.findIndex((value) => value !== value);
  if (row === -1) return values;
  throw new TallyError('CLI_COLUMN', `column "${name}" holds ${JSON.stringify(valueAt(source, row))} in row ${row}`, {
    hint: 'it must hold a number in every row',
    data: { column: name, row },
  });
}

function groupsOf(source: Column): Int32Array {
  const codes = new Map<string, number>();
  return Int32Array.from({ length: source.values.length }, (_, row) => {
    const text = String(valueAt(source, row));
    const known = codes.get(text) ?? codes.size;
    codes.set(text, known);
    return known;
  });
}

function classTarget(source: Column): Target {
  const texts = Array.from({ length: source.values.length }, (_, row) => String(valueAt(source, row)));
  const classes = [...new Set(texts)].sort();
  return {
    kind: 'multiclass',
    label: Int32Array.from(texts, (text) => classes.indexOf(text)),
    classes: classes.length,
  };
}

const DAY_MS = 86_400_000;

/** Dates as instants, numbers as they are. */
function datesOf(table: Frame, name: string): Float64Array {
  const source = column(table, name);
  return Float64Array.from({ length: table.rows }, (_, row) => {
    if (!bitAt(source.validity, row)) throw missingDate(name, row);
    const value = valueAt(source, row);
    if (source.kind === 'date') return (source.values[row] as number) * DAY_MS;
    if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
    const day = Date.parse(`${String(value).slice(0, 10)}T00:00:00Z`);
    if (!Number.isFinite(day)) throw missingDate(name, row);
    return day;
  });
}

function missingDate(name: string, row: number): TallyError {
  return new TallyError('CLI_COLUMN', `column "${name}" holds no date in row ${row}`, {
    hint: 'write dates as 2026-01-31, or as numbers that grow with time',
    data: { column: name, row },
  });
}
