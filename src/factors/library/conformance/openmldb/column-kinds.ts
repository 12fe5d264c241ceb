import { DAY_MS, parseDay } from '#base';
import type { EventColumn } from '../../event-table.ts';
import type { Yaml } from '../yaml/scalar.ts';
import type { CaseTable } from './case-file.ts';
import { notApplicable } from './not-applicable.ts';

/** A column of a case with its declared type. */
export interface CaseColumn extends EventColumn {
  readonly name: string;
  readonly type: string;
}

const TEXTS = ['string', 'varchar'];
const NUMBERS = [
  'int',
  'int16',
  'int32',
  'int64',
  'smallint',
  'bigint',
  'float',
  'double',
  'timestamp',
  'date',
  'bool',
];

/** The columns of a table. */
export function caseColumns({ columns, rows }: CaseTable): CaseColumn[] {
  return columns.map((declared, place) => {
    const [name = '', type = ''] = declared.trim().split(/\s+/);
    const kind = type.toLowerCase();
    if (!TEXTS.includes(kind) && !NUMBERS.includes(kind)) notApplicable(`a column of type ${kind}`);
    const told = rows.map((row) => row[place] ?? null);
    if (TEXTS.includes(kind)) return { name, type: kind, ...textColumn(told) };
    return { name, type: kind, values: Float64Array.from(told, (value) => numberOf(value, kind)) };
  });
}

/** What a told value is as a number: a date counts milliseconds; NaN for null. */
export function numberOf(value: Yaml, kind: string): number {
  if (value === null) return NaN;
  if (kind === 'date')
    return typeof value === 'string' ? parseDay(value) * DAY_MS : notApplicable('a date that is no text');
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = Number(value);
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER)
    return notApplicable('a number beyond 2^53');
  return number;
}

function textColumn(told: readonly Yaml[]): EventColumn {
  const dictionary = [...new Set(told.filter((value) => value !== null).map(String))];
  const codes = new Map(dictionary.map((text, code) => [text, code]));
  const values = Float64Array.from(told, (value) => (value === null ? NaN : (codes.get(String(value)) ?? NaN)));
  return { values, dictionary };
}
