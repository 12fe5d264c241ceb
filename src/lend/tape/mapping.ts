import { z } from '#base';
import { tapeFields } from './tape.ts';

const constant = z.strictObject({ constant: z.string().min(1).describe('a fact about the whole tape') });

export const dateFormats = ['iso', 'us', 'eu', 'compact', 'month-year', 'days-since-1960', 'days-since-1970'] as const;

const fromColumn = z.strictObject({
  column: z.string().min(1),
  unit: z
    .enum(['major', 'minor', 'percent', 'fraction', 'bps', 'months', 'years'])
    .optional()
    .describe(
      'amounts: major (default) or minor; rates: percent (default), fraction, bps; terms: months (default), years',
    ),
  format: z.enum(dateFormats).optional().describe('of dates; iso when left out'),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.null()]))
    .optional()
    .describe('what each value of the file stands for; a value that is not listed is unknown'),
});

const feature = z.strictObject({
  column: z.string().min(1),
  kind: z.literal('number').optional().describe('a number written as text: 13.99 %, $1,000, 36 months'),
  codes: z
    .union([z.record(z.string(), z.string()), z.record(z.string(), z.number())])
    .optional()
    .describe('what each code stands for: names, or numbers where codes have an order; a code not listed is unknown'),
  unknown: z.array(z.string()).optional().describe('values that stand for nothing, such as 99 or age 0'),
});

/** How the columns of a loan book become a tape: the format of `tally import --map`. */
export const tapeMappingSchema = z.strictObject({
  name: z.string().min(1).max(80),
  /** What the columns are taken to mean, for people. */
  note: z.string().optional(),
  /** Canonical field -> where it comes from; a field that is left out is unknown. */
  fields: z.partialRecord(z.enum(tapeFields), z.union([constant, fromColumn])).default({}),
  target: z.strictObject({
    column: z.string().min(1),
    good: z.array(z.string()).min(1),
    bad: z.array(z.string()).min(1),
    otherwise: z.enum(['unknown', 'reject']).default('reject').describe('what another value makes of its row'),
  }),
  /** Inputs of models. `rest`: every column but the target, the reference and what is dropped. */
  features: z.union([z.literal('rest'), z.array(z.union([z.string().min(1), feature])).min(1)]).default('rest'),
  /** Columns that must not reach a model, and why: known only afterwards, an identifier, free text. */
  drop: z.array(z.strictObject({ column: z.string().min(1), reason: z.string().min(1) })).default([]),
});

export type TapeMapping = z.output<typeof tapeMappingSchema>;
/** A mapping as a person writes it: defaults may be left out. */
export type TapeMappingInput = z.input<typeof tapeMappingSchema>;
export type FieldSource = NonNullable<TapeMapping['fields'][keyof TapeMapping['fields']]>;
export type ColumnSource = Extract<FieldSource, { column: string }>;
export type FeatureSource = z.output<typeof feature>;

/** Columns of the file that the mapping speaks of; each must exist. */
export function columnsOf({ fields, target, features, drop }: TapeMapping): string[] {
  const sources = Object.values(fields).flatMap((source) => ('column' in source ? [source.column] : []));
  const inputs = features === 'rest' ? [] : features.map((one) => (typeof one === 'string' ? one : one.column));
  return [...new Set([...sources, target.column, ...inputs, ...drop.map(({ column }) => column)])];
}
