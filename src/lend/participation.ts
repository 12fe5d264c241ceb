import { splitMinor } from '#base';
import type { Participation } from './loan.ts';

/** Splits an amount over the funders of a loan; the parts add up to the amount. */
export function splitOverFunders(
  participations: readonly Participation[],
  amountMinor: number,
): { readonly funderId: string; readonly amountMinor: bigint }[] {
  const weights = participations.map(({ sharePpm }) => BigInt(sharePpm));
  const parts = splitMinor(BigInt(amountMinor), weights);
  return participations.map(({ funderId }, i) => ({ funderId, amountMinor: parts[i] ?? 0n }));
}
