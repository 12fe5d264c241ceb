import { TallyError } from '#base';
import type { PurchaseSummary } from '#identity';
import { column, type Frame } from '#table';
import { findName, numbersOf, textsOf } from './text-fields.ts';
import { summariseFrame } from './summarise-frame.ts';

/** Columns and conventions that the command line names. */
export interface ClvColumns {
  readonly id?: string;
  readonly date?: string;
  readonly amount?: string;
  readonly frequency?: string;
  readonly recency?: string;
  readonly age?: string;
  readonly monetary?: string;
  readonly weight?: string;
  readonly unit: string;
  readonly until?: string;
}

/** Customers, summed up, and what they are called. */
export interface CustomerPurchases {
  readonly summary: PurchaseSummary;
  readonly ids: readonly string[];
  readonly unit: string;
  /** The age counts occasions: a case for BG/BB. */
  readonly isOccasions: boolean;
}

const FREQUENCY = /^(frequency|x|repeats?)$/i;
const RECENCY = /^(recency|t_?x|tx|recent)$/i;
const AGE = /^(T|age|t_cal|tenure)$/;
const OCCASIONS = /^(periods|occasions|n|n_periods|opportunities)$/i;
const MONETARY = /^(monetary|monetary_?value|zbar|m_?x|mean_spend|average_spend)$/i;
const WEIGHT = /^(weights?|n_custs|customers|count)$/i;
export const ID = /^(.*[_ ]?(id|customer|client|user|person|konto|account))$/i;

/** Customers from a file of summaries, or of purchases when it has dates in place of frequencies. */
export function readPurchases(frame: Frame, columns: ClvColumns): CustomerPurchases {
  if (frame.rows === 0) {
    throw new TallyError('IDENTITY_VALUE_COLUMNS', 'the file has a header but no rows', { hint: 'check the file' });
  }
  for (const name of [columns.id, columns.frequency, columns.recency, columns.age, columns.monetary, columns.weight]) {
    if (name !== undefined) column(frame, name);
  }
  const frequency = columns.frequency ?? findName(frame, FREQUENCY);
  const recency = columns.recency ?? findName(frame, RECENCY);
  const age = columns.age ?? findName(frame, AGE);
  const occasions = findName(frame, OCCASIONS);
  const end = age ?? occasions;
  if (frequency === undefined || recency === undefined || end === undefined) return summariseFrame(frame, columns);
  const monetary = columns.monetary ?? findName(frame, MONETARY);
  const weight = columns.weight ?? findName(frame, WEIGHT);
  const id = columns.id ?? findName(frame, ID);
  return {
    summary: {
      frequency: numbersOf(frame, frequency),
      recency: numbersOf(frame, recency),
      age: numbersOf(frame, end),
      monetary: monetary === undefined ? undefined : numbersOf(frame, monetary),
      weight: weight === undefined ? undefined : numbersOf(frame, weight),
    },
    ids: id === undefined ? Array.from({ length: frame.rows }, (_, row) => String(row + 1)) : textsOf(frame, id),
    unit: columns.unit,
    isOccasions: age === undefined,
  };
}
