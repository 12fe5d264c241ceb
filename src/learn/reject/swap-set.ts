import { ascendingOrder } from '../survival/risk-table.ts';

/** Who changes sides when a score decides and as many are approved as were accepted. Shares are of all applicants. */
export interface SwapSet {
  /** Rejected applicants that would be approved. */
  readonly in: number;
  /** Their mean score. */
  readonly inRate: number;
  /** Accepted applicants that would be declined. */
  readonly out: number;
  /** Their observed event rate. */
  readonly outRate: number;
}

/** The swap set of scores of accepted applicants (with these outcomes) followed by those of rejected ones. */
export function swapSet(scores: Float64Array, label: Float64Array): SwapSet {
  const approved = ascendingOrder(scores).subarray(0, label.length);
  const swappedIn = approved.filter((row) => row >= label.length);
  const swappedOut = ascendingOrder(scores)
    .subarray(label.length)
    .filter((row) => row < label.length);
  const mean = (rows: Uint32Array, values: Float64Array): number =>
    rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length;
  return {
    in: swappedIn.length / scores.length,
    inRate: mean(swappedIn, scores),
    out: swappedOut.length / scores.length,
    outRate: mean(swappedOut, label),
  };
}
