import type { UnknownCategories } from '../unknown-categories.ts';
import type { BinaryReport, ReportRows } from './report-data.ts';

/** What a reader must not miss. */
export function reportWarnings(
  { metrics, events, rows, importance, stability, fairness, alternatives, rejects }: Omit<BinaryReport, 'warnings'>,
  { race, profile }: ReportRows,
): string[] {
  const list = [...(profile?.warnings ?? []), ...(race?.adjustments ?? []), ...(rejects?.warnings ?? [])];
  const { auc: area = 0, calibrationSlope: slope = 1 } = metrics;
  if (area > 0.97)
    list.push(`an AUC of ${area.toFixed(3)} is rare in lending: look for a feature that knows the outcome`);
  if (slope < 0.8) list.push(`calibration slope ${slope.toFixed(2)}: scores are too extreme (over-fitting)`);
  if (slope > 1.25) list.push(`calibration slope ${slope.toFixed(2)}: scores are too timid (under-fitting)`);
  if (Math.min(events, rows - events) < 100)
    list.push(`only ${Math.min(events, rows - events)} rows of the rarer outcome: intervals are wide`);
  const [first] = importance;
  if (first !== undefined && first.share > 0.7)
    list.push(`"${first.name}" carries ${(100 * first.share).toFixed(0)} % of the importance`);
  const shifted = stability.filter(({ psi }) => psi > 0.25).sort((a, b) => b.psi - a.psi);
  if (shifted[0] !== undefined) {
    const { month, psi } = shifted[0];
    list.push(
      `the score has shifted in ${shifted.length} of ${stability.length} periods, most in ${month} (PSI ${psi.toFixed(2)})`,
    );
  }
  for (const { column, reference, groups } of fairness) {
    for (const { group, adverseImpactRatio } of groups.filter((line) => line.adverseImpactRatio < 0.8)) {
      list.push(
        `${column}: group "${group}" is approved ${adverseImpactRatio.toFixed(2)} times as often as "${reference}" (below four fifths)`,
      );
    }
  }
  for (const { column, alternative, baseline } of alternatives) {
    if (alternative === null || baseline.adverseImpactRatio >= 0.8) continue;
    list.push(
      `${column}: "${alternative.name}" is less discriminatory (impact ratio ${alternative.adverseImpactRatio.toFixed(2)} for ${baseline.adverseImpactRatio.toFixed(2)}) at an AUC of ${alternative.auc.toFixed(4)} for ${baseline.auc.toFixed(4)}`,
    );
  }
  return [...new Set(list)];
}

/** Categories that the model has not learnt, as it takes them for missing. */
export function unknownWarnings(unknown: readonly UnknownCategories[]): string[] {
  return unknown.map(
    ({ name, rows, examples }) =>
      `column "${name}" has values unknown to the model in ${rows} rows (${examples.join(', ')}): taken as missing`,
  );
}
