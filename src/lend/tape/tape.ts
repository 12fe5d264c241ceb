import { z } from '#base';

/** Fields that every tape is told in; null means that the tape does not say, and nothing is ever filled in for it. */
export const tapeFields = [
  'applicationRef',
  'product',
  'currency',
  'amountMinor',
  'termMonths',
  'aprBps',
  'appliedOn',
  'disbursedOn',
  'badOn',
  'outstandingMinor',
  'status',
] as const;

export type TapeField = (typeof tapeFields)[number];

/** `unknown`: the loan still runs, or the tape does not say how it ended. */
export const tapeOutcomes = ['good', 'bad', 'unknown'] as const;
export type TapeOutcome = (typeof tapeOutcomes)[number];

export const tapeStatuses = ['current', 'late', 'paid', 'charged_off'] as const;

const text = z.string().min(1).max(200).nullable();
const minor = z.int().min(0).nullable();
const day = z.int().min(-40_000).max(120_000).nullable();

/** A loan of a tape. Amounts in minor units of `currency`, dates as days since 1970-01-01. */
export const tapeLoanSchema = z.strictObject({
  /** Number of the row in the file, from 1. */
  row: z.int().min(1),
  applicationRef: text,
  product: text,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
    .nullable(),
  amountMinor: z.int().min(1).nullable(),
  termMonths: z.int().min(1).max(600).nullable(),
  aprBps: z.int().min(0).max(100_000).nullable(),
  appliedOn: day,
  disbursedOn: day,
  badOn: day,
  outstandingMinor: minor,
  status: z.enum(tapeStatuses).nullable(),
  outcome: z.enum(tapeOutcomes),
});

export type TapeLoan = z.infer<typeof tapeLoanSchema>;

/** What a tape is, once it was imported. */
export const tapeSummarySchema = z.strictObject({
  /** Content address of file and mapping. */
  tape: z.string().regex(/^tape_[0-9a-f]{26}$/),
  name: z.string().min(1).max(80),
  mapping: z.string().min(1).max(80),
  rows: z.int().min(0),
  good: z.int().min(0),
  bad: z.int().min(0),
  unknown: z.int().min(0),
  rejected: z.int().min(0),
  known: z.array(z.enum(tapeFields)),
  /** Dates of which the tape tells only the month; they stand on its first day. */
  monthOnly: z.array(z.enum(tapeFields)),
  /** Values without a documented meaning, by column: they count as unknown. */
  undocumented: z.record(z.string(), z.int()),
  dropped: z.array(z.strictObject({ column: z.string(), reason: z.string() })),
  importedAt: z.int().min(0),
});

export type TapeSummary = z.infer<typeof tapeSummarySchema>;
