export type MotifKind = 'cycle' | 'chain' | 'fan-in' | 'fan-out' | 'scatter-gather' | 'group';

/** A shape found among edges in time. */
export interface Motif {
  readonly kind: MotifKind;
  /** In the order in which money goes; of a fan the centre first; of scatter-gather source, target, then those between. */
  readonly members: readonly number[];
  /** Places of its edges in the list that was searched. */
  readonly edges: readonly number[];
  readonly start: number;
  readonly end: number;
  /** Sum of the amounts; NaN without amounts. */
  readonly amount: number;
  /** Least amount over the largest: 1 when the same amount goes all the way. NaN without amounts. */
  readonly evenness: number;
  /** Whether each edge is later than the one before. */
  readonly isOrdered: boolean;
  /** Minus the decimal logarithm of how many such would be there by chance; see README. */
  readonly score: number;
}

/** The better first; equal ones by their members. */
export function byScore(a: Motif, b: Motif): number {
  return b.score - a.score || a.members.length - b.members.length || compared(a.members, b.members);
}

function compared(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((v, i) => v !== b[i]);
  return at < 0 ? 0 : (a[at] as number) - (b[at] ?? 0);
}
