import { z } from '#base';

/** A test of one value: a factor, a score or a variable that an earlier node set. */
export interface Comparison {
  readonly value: string;
  readonly op: '=' | '!=' | '>' | '>=' | '<' | '<=' | 'missing' | 'present';
  /** Left out for `missing` and `present`. */
  readonly to?: number | undefined;
}

/** A test over values. A comparison with a missing value is false, whatever the operator. */
export type Condition =
  | Comparison
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

const comparisonSchema = z
  .strictObject({
    value: z.string().min(1),
    op: z.enum(['=', '!=', '>', '>=', '<', '<=', 'missing', 'present']),
    to: z.number().optional(),
  })
  .refine(({ op, to }) => (op === 'missing' || op === 'present') === (to === undefined), {
    message: 'a comparison needs "to", a test for missing must not have it',
  });

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    comparisonSchema,
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** Every comparison inside a condition. */
export function comparisonsOf(condition: Condition): Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  return 'not' in condition ? comparisonsOf(condition.not) : [condition];
}
