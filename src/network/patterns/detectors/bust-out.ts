import { log } from '#base';
import type { Case } from '../cases/case.ts';
import { around, hubsOf } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';
import { clamp, findingOf, outcomeReason, ownOutcome, type Reason } from '../weigh.ts';
import { payeesOf } from './payees.ts';

const PRIOR = -5;
/** Within so many days a ring draws its lines. */
const WINDOW_DAYS = 30;

/**
 * Bust-out: small loans repaid, then enquiries at many lenders within days, credit lines drawn to the limit, several times the
 * amount of before, and the money gone. Who puts his debts together asks around too, over weeks, and pays lenders with the loan.
 */
export function bustOuts(setting: Setting): PatternFinding[] {
  const { cases } = setting;
  const late = cases.filter(({ earlierMinor, paidBefore }) => earlierMinor > 0 && paidBefore > 0);
  // Only those who ask around as well: chance brings two customers to one acquaintance, but not in the same weeks to many lenders.
  const hurried = late.filter(({ enquiries20 }) => enquiries20 >= 2);
  const hubs = [
    ...hubsOf(hurried, 'contact', { tokens: ({ contacts }) => contacts, least: 2, most: 30 }),
    ...hubsOf(hurried, 'payee', { tokens: (one) => [...payeesOf(one).keys()], least: 2, most: 30 }),
  ];
  const fellows = new Map<Case, readonly Case[]>();
  for (const hub of hubs) {
    for (const one of hub.cases) {
      const near = newestOfEach(around(hub.cases, one.at, WINDOW_DAYS));
      if (near.length >= 2 && (fellows.get(one)?.length ?? 0) < near.length) fellows.set(one, near);
    }
  }
  return late.flatMap((one) => {
    const group = fellows.get(one) ?? [];
    const key = `bust-out:${(group[0] ?? one).id}`;
    const together: Reason[] =
      group.length < 2
        ? []
        : [{ what: 'same-contact-or-card', weight: 1.2, cases: group }, outcomeReason(setting, group)];
    const reasons = [...ownReasons(setting, one), ...together];
    return findingOf({ pattern: 'bust-out', one, group: key, prior: PRIOR, reasons }) ?? [];
  });
}

/* Loans on the way to the last one were repaid; only the last one tells. */
function newestOfEach(cases: readonly Case[]): readonly Case[] {
  return [...new Map(cases.map((one) => [one.person, one])).values()];
}

function ownReasons(setting: Setting, one: Case): Reason[] {
  const told = (what: string, weight: number, count = 1): Reason => ({ what, weight, cases: [one], count });
  const { enquiries5, enquiries20, utilisation } = one;
  const growth = log(one.amountMinor / one.earlierMinor);
  const never = setting.outcome[one.index] === 1 && one.paid === 0;
  return [
    told(
      'enquiries-in-days',
      enquiries5 >= 4 ? Math.min(3, 0.6 * enquiries5) : enquiries20 >= 2 ? 0.5 : -1,
      enquiries5,
    ),
    told('credit-lines-at-the-limit', utilisation > 0.93 ? 1.2 : -0.3, Math.round(100 * utilisation) || 0),
    told(
      'asks-for-more-than-ever',
      clamp(0.9 * (growth - 0.8), 1.5),
      Math.round(100 * (one.amountMinor / one.earlierMinor)),
    ),
    ...money(one),
    ownOutcome(setting, one),
    told('never-paid', never ? 1 : 0),
  ];
}

/* Where the loan went: to people and cash, or to lenders and shops. */
function money(one: Case): Reason[] {
  const shareTo = (...kinds: readonly string[]): number =>
    one.moves.reduce(
      (sum, { counterparty, share, from }) => sum + (from === one.card && kinds.includes(counterparty) ? share : 0),
      0,
    );
  const gone = shareTo('person', 'cash');
  const lenders = shareTo('lender');
  const shops = shareTo('merchant');
  if (one.moves.length === 0) return [];
  return [
    { what: 'money-leaves-at-once', weight: clamp(3 * (gone - 0.4), 2), cases: [one], count: Math.round(100 * gone) },
    { what: 'pays-other-lenders', weight: -2 * Math.min(1, lenders), cases: [one], count: Math.round(100 * lenders) },
    { what: 'spent-with-merchants', weight: -1 * Math.min(1, shops), cases: [one], count: Math.round(100 * shops) },
  ];
}
