import type { Case } from '../cases/case.ts';
import { heldTogether, hubsOf, type Held } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';
import {
  clamp,
  findingOf,
  median,
  outcomeReason,
  ownOutcome,
  peopleOf,
  shareOf,
  shareWeight,
  type Reason,
} from '../weigh.ts';
import { payeesOf } from './payees.ts';

const PRIOR = -4;
/** A fee is a small part of the loan; more is the loan itself. */
const FEE = [0.04, 0.3] as const;

/**
 * Agent hub: one contact, desk or network behind people who have nothing else in common, and a fee out of the loan to one card.
 * Brokers with papers register as agents and take little; families live together; shops take no fee at all.
 */
export function agentHubs(setting: Setting): PatternFinding[] {
  const { cases } = setting;
  const hubs = [
    ...hubsOf(cases, 'device', { tokens: ({ device }) => [device], least: 3, most: 40 }),
    ...hubsOf(cases, 'network', { tokens: ({ network }) => [network], least: 3, most: 40 }),
    ...hubsOf(cases, 'contact', { tokens: ({ contacts }) => contacts, least: 4, most: 40 }),
    ...hubsOf(cases, 'payee', { tokens: (one) => [...payeesOf(one).keys()], least: 3, most: 40 }),
  ];
  const best = new Map<Case, PatternFinding>();
  for (const held of heldTogether(hubs).flatMap(hubByHub)) {
    const shared = groupReasons(setting, held);
    const group = `agent-hub:${held.cases[0]?.id ?? ''}`;
    for (const one of held.cases) {
      const ways = new Set(held.hubs.filter(({ cases: some }) => some.includes(one)).map(({ kind }) => kind)).size;
      const reasons: Reason[] = [
        ...shared,
        { what: 'tied-in-several-ways', weight: 0.6 * (ways - 1), cases: [one], count: ways },
        ownPaper(one),
        ownOutcome(setting, one),
      ];
      const finding = findingOf({ pattern: 'agent-hub', one, group, prior: PRIOR, reasons });
      const known = best.get(one);
      if (finding !== undefined && (known === undefined || finding.score > known.score)) best.set(one, finding);
    }
  }
  return [...best.values()];
}

/* Chains of acquaintances run through whole towns, so each hub is judged alone, with the hubs that lie mostly within it. */
function hubByHub(held: Held): Held[] {
  return held.hubs.map(({ cases }) => {
    const within = new Set(cases);
    return { cases, hubs: held.hubs.filter((other) => shareOf(other.cases, (one) => within.has(one)) >= 0.5) };
  });
}

function ownPaper(one: Case): Reason {
  return { what: 'registered-agent', weight: one.agent >= 0 ? -1 : 0, cases: [one] };
}

function groupReasons(setting: Setting, { cases, hubs }: Held): Reason[] {
  const { book } = setting;
  const kinds = new Set(hubs.map(({ kind }) => kind));
  const payees = hubs.filter(({ kind }) => kind === 'payee');
  const isFee = (one: Case): boolean => payees.some(({ token }) => within(payeesOf(one).get(token)));
  const fees = shareOf(cases, isFee);
  const share = median(payees.flatMap(({ token, cases: some }) => some.map((one) => payeesOf(one).get(token) ?? NaN)));
  const papers = shareOf(cases, ({ agent }) => agent >= 0);
  const homes = new Set(cases.map(({ cell }) => cell)).size / cases.length;
  const people = peopleOf(cases);
  return [
    {
      what: 'one-contact-of-strangers',
      weight: kinds.has('contact') && homes > 0.5 ? 1.2 : 0,
      cases: cases,
      with: namesOf(hubs, 'contact', (n) => book.phones.nameOf(n)),
    },
    {
      what: fees > 0.3 ? 'fees-out-of-loans' : 'no-fees',
      weight: shareWeight(fees, [0.7, 0.12], Math.min(4, people / 2.5)),
      cases: cases.filter(isFee),
      with: namesOf(hubs, 'payee', (n) => book.cards.nameOf(n)),
    },
    {
      what: 'high-fee',
      weight: fees > 0.2 && share >= 0.05 && share <= 0.25 ? 1 : 0,
      cases: cases.filter(isFee),
      count: Math.round(100 * share) || 0,
    },
    {
      what: papers > 0.3 ? 'registered-agents' : 'no-papers',
      weight: papers > 0.3 ? -3 * papers : 0.4,
      cases: cases.filter(({ agent }) => agent >= 0),
    },
    { what: homes > 0.6 ? 'strangers-to-each-other' : 'live-together', weight: clamp(2 * (homes - 0.6), 1.2), cases },
    outcomeReason(setting, cases),
  ];
}

function within(share: number | undefined): boolean {
  return share !== undefined && share >= FEE[0] && share <= FEE[1];
}

function namesOf(hubs: Held['hubs'], wanted: string, nameOf: (token: number) => string): string[] {
  return hubs.filter(({ kind }) => kind === wanted).map(({ token }) => nameOf(token));
}
