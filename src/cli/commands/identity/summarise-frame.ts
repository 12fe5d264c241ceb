import { TallyError } from '#base';
import { summarisePurchases } from '#identity';
import type { Frame } from '#table';
import { ID, type ClvColumns, type CustomerPurchases } from './read-purchases.ts';
import { dayOf, daysOf, findName, numbersOf, textsOf } from './text-fields.ts';

const DATE = /(date|day|time|datum|日期)/i;
const AMOUNT = /(amount|value|dollar|price|spend|sales|revenue|total|betrag|金额)/i;
const UNITS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };

/** Customers from a file of purchases: id, date and perhaps amount. */
export function summariseFrame(frame: Frame, columns: ClvColumns): CustomerPurchases {
  const id = columns.id ?? findName(frame, ID);
  const date = columns.date ?? findName(frame, DATE);
  const amount = columns.amount ?? findName(frame, AMOUNT);
  if (id === undefined || date === undefined) {
    throw new TallyError('IDENTITY_VALUE_COLUMNS', `neither customers nor purchases: ${frame.names.join(', ')}`, {
      hint: 'name --frequency, --recency and --age, or --id and --date',
    });
  }
  const names = new Map<string, number>();
  const customer = Int32Array.from(textsOf(frame, id), (name) => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  });
  const summary = summarisePurchases(
    {
      customer,
      customers: names.size,
      day: daysOf(frame, date),
      amount: amount === undefined ? undefined : numbersOf(frame, amount),
    },
    { until: untilOf(columns.until), unitDays: unitDays(columns.unit) },
  );
  const called = [...names.keys()];
  const ids = Array.from(summary.customer, (who) => called[who] as string);
  return { summary, ids, unit: columns.unit, isOccasions: false };
}

function unitDays(unit: string): number {
  const days = UNITS[unit];
  if (days !== undefined) return days;
  throw new TallyError('CLI_OPTION', `--unit is "${unit}"`, { hint: `one of ${Object.keys(UNITS).join(', ')}` });
}

function untilOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const day = dayOf(text);
  if (day !== undefined) return day;
  throw new TallyError('CLI_OPTION', `--until is "${text}", no date`, { hint: 'for example --until 1997-09-30' });
}
