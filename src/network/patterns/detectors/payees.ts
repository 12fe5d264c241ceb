import type { Case } from '../cases/case.ts';

/** Cards of people that money of the loan reached, also over another card, with the largest share that went there. */
export function payeesOf(one: Case): Map<number, number> {
  const shares = new Map<number, number>();
  for (const { to, from, counterparty, share } of one.moves) {
    if (to < 0 || (counterparty !== 'person' && counterparty !== 'company') || to === one.card || from === to) continue;
    shares.set(to, Math.max(shares.get(to) ?? 0, share));
  }
  return shares;
}

/** Hours from the application to the first time that money reached that card; NaN when it did not. */
export function hoursUntil(one: Case, card: number): number {
  const first = one.moves.find(({ to }) => to === card);
  return first === undefined ? NaN : (first.at - one.at) / 3_600_000;
}
