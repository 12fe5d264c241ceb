import { TallyError } from '#base';
import { auc } from '../metric/auc.ts';
import { ascendingOrder } from '../survival/risk-table.ts';
import type { Comparison } from './groups.ts';
import { selectionByGroup } from './selection.ts';

/** A model that could be used, by its risk scores of the same rows. */
export interface Candidate {
  readonly name: string;
  readonly scores: Float64Array;
}

/** How accurate and how even a candidate is. */
export interface CandidateTrade {
  readonly name: string;
  readonly auc: number;
  /** Lowest adverse impact ratio of any group when the safest `approve` share of rows is approved. */
  readonly adverseImpactRatio: number;
  /** True when no other candidate is at least as good in both and better in one. */
  readonly isOnFront: boolean;
}

/** What candidates are judged on. */
export interface TradeInput extends Comparison {
  readonly labels: Float64Array;
  /** Share of rows to approve, between 0 and 1; rows of equal score go in row order. */
  readonly approve: number;
}

/**
 * AUC and adverse impact ratio of every candidate, and which of them lie on the Pareto front of the two.
 *
 * @throws TallyError `LEARN_SETTINGS`, `LEARN_SHAPE`, `LEARN_GROUP`.
 */
export function tradeOffs(candidates: readonly Candidate[], input: TradeInput): CandidateTrade[] {
  if (!(input.approve > 0 && input.approve < 1)) {
    throw new TallyError('LEARN_SETTINGS', `the share to approve is ${input.approve}`, {
      hint: 'give a share between 0 and 1, such as the present approval rate',
    });
  }
  const judged = candidates.map(({ name, scores }) => ({
    name,
    auc: auc(input.labels, scores, input.weights),
    adverseImpactRatio: Math.min(
      ...selectionByGroup(approvedRows(scores, input.approve), input).map((group) => group.adverseImpactRatio.value),
    ),
  }));
  return judged.map((one) => ({ ...one, isOnFront: !judged.some((other) => beats(other, one)) }));
}

/**
 * The less discriminatory alternative: of the candidates whose AUC is at most `maxAucLoss` below the baseline's, the
 * one with the highest adverse impact ratio, if that is above the baseline's; undefined when there is none.
 */
export function lessDiscriminatory(
  baseline: Candidate,
  candidates: readonly Candidate[],
  input: TradeInput & { readonly maxAucLoss: number },
): { readonly baseline: CandidateTrade; readonly alternative: CandidateTrade | undefined } {
  const [first, ...others] = tradeOffs([baseline, ...candidates], input) as [CandidateTrade, ...CandidateTrade[]];
  const allowed = others.filter(
    (one) => one.auc >= first.auc - input.maxAucLoss && one.adverseImpactRatio > first.adverseImpactRatio,
  );
  const [alternative] = allowed.sort((a, b) => b.adverseImpactRatio - a.adverseImpactRatio || b.auc - a.auc);
  return { baseline: first, alternative };
}

type Judged = Omit<CandidateTrade, 'isOnFront'>;

function beats(a: Judged, b: Judged): boolean {
  const isAsGood = a.auc >= b.auc && a.adverseImpactRatio >= b.adverseImpactRatio;
  return isAsGood && (a.auc > b.auc || a.adverseImpactRatio > b.adverseImpactRatio);
}

function approvedRows(scores: Float64Array, share: number): Uint8Array {
  const approved = new Uint8Array(scores.length);
  const count = Math.round(share * scores.length);
  for (const row of ascendingOrder(scores).subarray(0, count)) approved[row] = 1;
  return approved;
}
