import type { Case } from '../cases/case.ts';
import { around, hubsOf, type Hub } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import { spanOf } from '../weigh.ts';
import type { Setting } from '../setting.ts';
import { clamp, findingOf, largest, outcomeReason, ownOutcome, peopleOf, shareOf, type Reason } from '../weigh.ts';

const WINDOW_DAYS = 50;
const PRIOR = -4;

/**
 * Collusion in a sales office: within weeks it sends applications with one layout of papers under different employers, one reference,
 * one member of staff, and they go bad. A busy office beside a factory has papers that look alike because one employer wrote them.
 */
export function officeCollusions(setting: Setting): PatternFinding[] {
  const { book, cases } = setting;
  const office = cases.filter((one) => one.office >= 0);
  const offices = hubsOf(office, 'office', { tokens: (one) => [one.office], least: 4 });
  const best = new Map<Case, PatternFinding>();
  for (const hub of offices) {
    for (const cluster of clustersOf(hub)) {
      for (const one of cluster.cases) {
        const near = around(cluster.cases, one.at, WINDOW_DAYS);
        if (near.length < 3) continue;
        const group = `office-collusion:${book.offices.nameOf(hub.token)}`;
        const reasons = [...reasonsOf(setting, { near, kind: cluster.kind, hub }), ownOutcome(setting, one)];
        const finding = findingOf({ pattern: 'office-collusion', one, group, prior: PRIOR, reasons });
        const known = best.get(one);
        if (finding !== undefined && (known === undefined || finding.score > known.score)) best.set(one, finding);
      }
    }
  }
  return [...best.values()];
}

/* The office's applications by layout of papers, by reference, by who brought them, and all. */
function clustersOf({ cases, token }: Hub): Hub[] {
  return [
    { kind: 'office', token, cases },
    ...hubsOf(cases, 'template', { tokens: ({ template }) => [template], least: 3 }),
    ...hubsOf(cases, 'contact', { tokens: ({ contacts }) => contacts, least: 3 }),
    ...hubsOf(cases, 'agent', { tokens: ({ agent }) => [agent], least: 3 }),
  ];
}

function reasonsOf(setting: Setting, { near, kind, hub }: { near: readonly Case[]; kind: string; hub: Hub }): Reason[] {
  const office = setting.book.offices.nameOf(hub.token);
  const people = peopleOf(near);
  const employers = new Set(near.filter(({ employer }) => employer >= 0).map(({ employer }) => employer)).size;
  const forged = kind === 'template' && employers > 1;
  const contact = mostShared(near);
  const pace = near.length / Math.max(14, spanOf(near)) / (hub.cases.length / Math.max(60, spanOf(hub.cases)));
  return [
    { what: 'one-office', weight: clamp(0.15 * (people - 3), 1.5), cases: near, with: [office] },
    {
      what: 'same-papers-different-employers',
      weight: forged ? Math.min(3, 0.8 * employers + 0.2 * people) : 0,
      cases: near,
      count: employers,
    },
    { what: 'one-reference', weight: contact >= 3 ? Math.min(2, 0.4 * contact) : -0.3, cases: near, count: contact },
    { what: 'burst-at-the-office', weight: clamp(0.5 * (pace - 1.5), 0.8), cases: near },
    { what: 'staff-sent-them', weight: shareOf(near, ({ agent }) => agent >= 0) > 0.5 ? 0.2 : 0, cases: near },
    outcomeReason(setting, near),
  ];
}

/* How many of them name the same reference. */
function mostShared(near: readonly Case[]): number {
  const counts = new Map<number, number>();
  for (const { contacts } of near) for (const phone of contacts) counts.set(phone, (counts.get(phone) ?? 0) + 1);
  return largest(counts.values());
}
