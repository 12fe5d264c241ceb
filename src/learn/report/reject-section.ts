import { percent, section, tableHtml, type Section } from './page.ts';
import type { RejectComparison, RejectLine } from '../reject/compare.ts';
import { escapeText } from './svg.ts';

/** Ways to take rejected applicants in, side by side. */
export function rejectInference(comparison: RejectComparison | null): Section | undefined {
  if (comparison === null) return undefined;
  const { accepted, rejected, acceptanceAuc, effectiveRows, used, acceptedRate } = comparison;
  const share = percent(rejected / (accepted + rejected));
  const isUsed = (line: RejectLine): boolean =>
    used === null
      ? line.method === 'accepted only'
      : line.method === used.method && (line.factor ?? used.factor) === used.factor;
  const text = `${rejected} of ${accepted + rejected} applicants were rejected (${share}); ${percent(acceptedRate)} of the accepted ones had the event. Columns tell accepted from rejected with an AUC of ${acceptanceAuc.toFixed(3)}; propensity weights make the accepted worth ${effectiveRows.toFixed(0)}. ${used === null ? 'The model was fitted to accepted applicants alone.' : `The model was fitted with ${used.method}.`} All lines are by the same boosted trees; which is right, these data cannot tell: vary the factor.`;
  const head = [
    'method',
    'factor',
    'AUC on accepted',
    'log-loss',
    'calibration slope',
    'shift',
    'expected of rejected',
    'swapped in',
    'expected of them',
    'swapped out',
    'event rate of them',
  ];
  const rows = comparison.lines.map((line) => [
    line.method,
    line.factor,
    line.auc,
    line.logLoss,
    line.calibrationSlope.toFixed(2),
    line.calibrationShift.toFixed(2),
    percent(line.rejectRate),
    percent(line.swap.in),
    percent(line.swap.inRate),
    percent(line.swap.out),
    percent(line.swap.outRate),
  ]);
  const strong = comparison.lines.flatMap((line, k) => (isUsed(line) ? [k] : []));
  const body = `<p class="soft">${escapeText(text)}</p>${tableHtml(head, rows, strong)}`;
  return section('rejects', ['Rejected applicants', '拒绝推断'], body);
}
