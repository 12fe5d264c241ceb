import { column } from '#table';
import type { ProposedCut } from '../calibrate/proposed-cut.ts';
import { groupsOfColumn, mostApproved } from '../fairness/groups-of-column.ts';
import { meanDifference, type GroupDifference } from '../fairness/mean-difference.ts';
import { selectionByGroup } from '../fairness/selection.ts';
import { auc } from '../metric/auc.ts';
import { pickRows } from '../target-rows.ts';
import type { JudgedPart } from './report-data.ts';

/** One group of a protected column. */
export interface GroupOutcome {
  readonly group: string;
  readonly rows: number;
  readonly approved: number;
  readonly eventRate: number;
  readonly meanScore: number;
  readonly auc: number | null;
  /** 1 for the reference group. */
  readonly adverseImpactRatio: number;
  readonly impactInterval: readonly [number, number];
  /** Standardised mean difference of the score from the reference group. */
  readonly difference: number;
}

/** The groups of one column at the proposed cut-off. */
export interface FairnessPart {
  readonly column: string;
  /** The group that is approved most often. */
  readonly reference: string;
  readonly cut: number;
  readonly cutReason: ProposedCut['reason'];
  readonly groups: readonly GroupOutcome[];
}

/** Compares the groups of a column; undefined when it has fewer than two groups of some size. */
export function fairnessOf(
  name: string,
  { frame, label, scores }: JudgedPart,
  { cut, reason }: ProposedCut,
): FairnessPart | undefined {
  const found = groupsOfColumn(column(frame, name));
  if (found === undefined) return undefined;
  const { groups, sizes } = found;
  const approved = scores.map((score) => (score < cut ? 1 : 0));
  const reference = mostApproved(found, (row) => approved[row] === 1);
  const selection = selectionByGroup(approved, { groups, reference });
  const differences = isFlat(scores) ? [] : meanDifference(scores, { groups, reference });
  const outcomes = sizes.map(({ group, code, rows }): GroupOutcome => {
    const own = Int32Array.from(groups.values.keys()).filter((row) => groups.values[row] === code);
    const [labels, ownScores] = [pickRows(label, own), pickRows(scores, own)];
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / rows;
    const impact = selection.find((line) => line.group === group)?.adverseImpactRatio;
    return {
      group,
      rows,
      approved: mean(pickRows(approved, own)),
      eventRate: mean(labels),
      meanScore: mean(ownScores),
      auc: labels.includes(0) && labels.includes(1) ? auc(labels, ownScores) : null,
      adverseImpactRatio: impact?.value ?? 1,
      impactInterval: [impact?.low ?? 1, impact?.high ?? 1],
      difference: differences.find((line: GroupDifference) => line.group === group)?.difference.value ?? 0,
    };
  });
  return { column: name, reference, cut: Math.min(cut, 1), cutReason: reason, groups: outcomes };
}

function isFlat(scores: Float64Array): boolean {
  return scores.every((score) => score === scores[0]);
}
