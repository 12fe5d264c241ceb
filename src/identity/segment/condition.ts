import { TallyError, parse, z } from '#base';
import { lifeCycleTags, type LifeCycleTag } from '../value/activity/life-cycle.ts';
import { dimensions, type Dimension } from '../people/dimensions.ts';

export const rfmParts = ['recency', 'frequency', 'monetary'] as const;
export type RfmPart = (typeof rfmParts)[number];

/** Instants of a person that a condition can count days from. */
export const sinceMarks = ['first', 'last', 'registered', 'credited', 'used', 'lastLoan'] as const;
export type SinceMark = (typeof sinceMarks)[number];

/** Who belongs to a segment: a test of tags, dimensions, grades, value and consents, and what `and`, `or`, `not` make of it. */
export type Condition =
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly tag: readonly LifeCycleTag[] }
  | { readonly dimension: Dimension; readonly atLeast: number }
  | { readonly rfm: RfmPart; readonly atLeast: number }
  | { readonly count: 'loans' | 'payments'; readonly atLeast: number }
  | { readonly since: SinceMark; readonly withinDays: number }
  | { readonly value: 'expectedMinor'; readonly atLeast: number }
  | { readonly consent: string; readonly purpose?: string | undefined };

const MOST_DEPTH = 8;

const leaf = z.union([
  z.strictObject({ tag: z.array(z.enum(lifeCycleTags)).min(1) }),
  z.strictObject({ dimension: z.enum(dimensions), atLeast: z.number().positive() }),
  z.strictObject({ rfm: z.enum(rfmParts), atLeast: z.int().min(1).max(5) }),
  z.strictObject({ count: z.enum(['loans', 'payments']), atLeast: z.int().min(1) }),
  z.strictObject({ since: z.enum(sinceMarks), withinDays: z.number().positive().max(10_000) }),
  z.strictObject({ value: z.literal('expectedMinor'), atLeast: z.number().min(0) }),
  z.strictObject({ consent: z.string().min(1).max(40), purpose: z.string().min(1).max(40).optional() }),
]);

/** Schema of a {@link Condition}. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    leaf,
    z.strictObject({ and: z.array(conditionSchema).min(1).max(50) }),
    z.strictObject({ or: z.array(conditionSchema).min(1).max(50) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** @throws TallyError `IDENTITY_SEGMENT` with the path of each fault. */
export function parseCondition(input: unknown): Condition {
  if (depthOf(input) > MOST_DEPTH) {
    throw new TallyError('IDENTITY_SEGMENT', `a condition is nested deeper than ${MOST_DEPTH} levels`, {
      hint: 'write it flatter, or split the segment',
      status: 422,
    });
  }
  return parse(conditionSchema, input, { what: 'segment condition', code: 'IDENTITY_SEGMENT' });
}

function depthOf(input: unknown, depth = 0): number {
  if (typeof input !== 'object' || input === null || depth > MOST_DEPTH) return depth;
  const { and, or, not } = input as { and?: unknown; or?: unknown; not?: unknown };
  const inner = [and, or].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
  return Math.max(depth, ...[...inner, ...(not === undefined ? [] : [not])].map((each) => depthOf(each, depth + 1)));
}
