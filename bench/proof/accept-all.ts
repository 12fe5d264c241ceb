import { parsePolicy, type Policy } from '#decide';

/** Lends to everybody what he asked for: the lender of an exported world, who learns from all outcomes. */
export const acceptAllPolicy: Policy = parsePolicy({
  id: 'accept-all',
  version: 1,
  name: 'Accept all',
  description: 'Lends to everybody; for measurements only.',
  start: 'approve',
  nodes: [{ id: 'approve', kind: 'outcome', outcome: 'approved' }],
});
