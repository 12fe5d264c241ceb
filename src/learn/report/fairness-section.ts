import type { FairSearch } from '../auto/fair-search.ts';
import type { FairnessPart } from './fairness-part.ts';
import { percent, section, tableHtml, type Section } from './page.ts';
import type { BinaryReport } from './report-data.ts';
import { escapeText } from './svg.ts';

/** Groups of protected columns at the proposed cut-off, and models that would treat them more evenly. */
export function fairness({ fairness: parts, alternatives }: BinaryReport): Section | undefined {
  if (parts.length === 0) return undefined;
  const body = parts.map((part) => {
    const search = alternatives.find(({ column }) => column === part.column);
    return groupsHtml(part) + (search === undefined ? '' : searchHtml(search));
  });
  return section('fairness', ['Fairness', '公平性'], body.join(''));
}

function groupsHtml(part: FairnessPart): string {
  const head = [
    'group',
    'rows',
    'approved',
    'event rate',
    'mean score',
    'AUC',
    'adverse impact ratio',
    '95 % interval',
    'standardised difference',
  ];
  const rows = part.groups.map((g) => {
    const isReference = g.group === part.reference;
    return [
      g.group,
      g.rows,
      percent(g.approved),
      percent(g.eventRate),
      percent(g.meanScore),
      g.auc,
      isReference ? 'reference' : g.adverseImpactRatio.toFixed(3),
      isReference ? null : g.impactInterval.map((v) => v.toFixed(2)).join(' – '),
      isReference ? null : g.difference.toFixed(3),
    ];
  });
  const text = `Approved: score below ${part.cut.toFixed(4)} (${part.cutReason}). Reference: the group approved most often; a ratio under 0.8 fails the four-fifths rule. The difference is of mean scores, in standard deviations; above 0 is against the group.`;
  return `<h3>${escapeText(part.column)}</h3><p class="soft">${text}</p>${tableHtml(head, rows)}`;
}

function searchHtml(search: FairSearch): string {
  const { alternative, approve, maxAucLoss, proxies } = search;
  const rows = search.tried.map((c) => [
    c.name,
    c.adverseImpactRatio.toFixed(3),
    c.auc,
    c.isOnFront ? 'on the front' : c.name === 'winner' ? 'chosen by the race' : '',
  ]);
  const strong = search.tried.flatMap(({ name }, k) => (name === alternative?.name ? [k] : []));
  const told =
    proxies.length === 0
      ? 'No column tells the groups apart.'
      : `Columns that tell the groups apart (AUC): ${proxies.map((p) => `${p.name} ${p.auc.toFixed(3)}`).join(', ')}.`;
  const verdict =
    alternative === null
      ? `None is more even at a loss of at most ${maxAucLoss} AUC.`
      : `Less discriminatory at a loss of at most ${maxAucLoss} AUC: ${alternative.name}.`;
  const text = `Alternatives, each approving ${percent(approve)} of the rows that no model has learnt: ${verdict} ${told}`;
  const head = ['model', 'lowest impact ratio', 'AUC', 'AUC and ratio'];
  return `<p class="soft">${escapeText(text)}</p>${tableHtml(head, rows, strong)}`;
}
