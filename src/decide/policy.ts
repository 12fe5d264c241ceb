import { contentHash, parse, z } from '#base';
import { conditionSchema } from './condition.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,60}$/, 'lower-case letters, digits, - and _');
const reason = z.string().regex(/^[A-Z][A-Z0-9_]{2,60}$/, 'a reason code such as DEBT_TOO_HIGH');

/** The first rule whose condition holds ends the decision; otherwise the flow goes on. */
const rulesNode = z.strictObject({
  id,
  kind: z.literal('rules'),
  rules: z
    .array(z.strictObject({ id, when: conditionSchema, outcome: z.enum(['declined', 'referred']), reason }))
    .min(1),
  next: id,
});

/** Asks a deployed model; the probability is set as a variable. */
const modelNode = z.strictObject({ id, kind: z.literal('model'), model: id, sets: id, next: id });

/** A decision table with hit policy "first": sets the variables of the first row whose condition holds. */
const tableNode = z.strictObject({
  id,
  kind: z.literal('table'),
  rows: z.array(z.strictObject({ when: conditionSchema.optional(), set: z.record(id, z.number()) })).min(1),
  next: id,
});

/**
 * Declines when a score lies above its cut-off; the reasons come from what raised the score most.
 */
const cutoffNode = z.strictObject({
  id,
  kind: z.literal('cutoff'),
  score: id,
  model: id,
  above: z.number().min(0).max(1),
  outcome: z.enum(['declined', 'referred']),
  reason,
  next: id,
});

const outcomeNode = z.strictObject({
  id,
  kind: z.literal('outcome'),
  outcome: z.enum(['approved', 'declined', 'referred']),
});

const nodeSchema = z.discriminatedUnion('kind', [rulesNode, modelNode, tableNode, cutoffNode, outcomeNode]);

/** A policy as data: a graph without cycles from `start` to outcomes. Amounts are minor units, prices basis points. */
export const policySchema = z.strictObject({
  id,
  version: z.int().min(1),
  name: z.string().min(1).max(100),
  description: z.string().max(1000).default(''),
  start: id,
  nodes: z.array(nodeSchema).min(1).max(1000),
});

export type Policy = z.infer<typeof policySchema>;
export type PolicyNode = z.infer<typeof nodeSchema>;
export type Outcome = 'approved' | 'declined' | 'referred';

/** Validates a policy that came from outside. */
export function parsePolicy(input: unknown): Policy {
  return parse(policySchema, input, { what: 'policy', code: 'DECIDE_POLICY_INVALID' });
}

/** The content address of a policy, written into every decision made with it. */
export function policyHash(policy: Policy): string {
  return `pol_${contentHash(policy).slice(0, 24)}`;
}
