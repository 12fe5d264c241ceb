import type { Case } from '../cases/case.ts';
import { around, hubsOf, type Hub } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';
import { clamp, findingOf, median, outcomeReason, ownOutcome, peopleOf, shareOf, type Reason } from '../weigh.ts';
import { hoursUntil, payeesOf } from './payees.ts';

const WINDOW_DAYS = 25;
const PRIOR = -4;
/** Less than this of a loan is no cash-out. */
const MOST_OF_IT = 0.6;

/**
 * Mules: within days the best part of many loans runs to the same few cards, over a layer or straight, and leaves as cash. Landlords,
 * hospitals and dealers are merchants; who buys for friends pays a merchant; families send money home over months.
 */
export function muleCashOuts(setting: Setting): PatternFinding[] {
  const { book, cases } = setting;
  const hubs = hubsOf(cases, 'payee', { tokens: (one) => [...payeesOf(one).keys()], least: 1, most: 60 });
  const spent = spendingOf(cases);
  const best = new Map<Case, PatternFinding>();
  for (const hub of hubs) {
    // One or two payers are a family, unless the money left the card again.
    if (hub.cases.length < 3 && !spent.has(hub.token)) continue;
    for (const one of hub.cases) {
      const near = around(hub.cases, one.at, WINDOW_DAYS);
      const reasons = [...reasonsOf(setting, { hub, near, spent }), ownShare(one, hub.token), ownOutcome(setting, one)];
      const group = `mule-cash-out:${book.cards.nameOf(hub.token)}`;
      const finding = findingOf({ pattern: 'mule-cash-out', one, group, prior: PRIOR, reasons });
      const known = best.get(one);
      if (finding !== undefined && (known === undefined || finding.score > known.score)) best.set(one, finding);
    }
  }
  return [...best.values()];
}

/** By card: shares of loans that left it as cash, and that merchants got. */
interface Spending {
  cash: number;
  merchant: number;
}

function spendingOf(cases: readonly Case[]): Map<number, Spending> {
  const spent = new Map<number, Spending>();
  for (const { card, moves } of cases) {
    for (const { from, counterparty, share } of moves) {
      if (from === card || (counterparty !== 'cash' && counterparty !== 'merchant')) continue;
      const told = spent.get(from) ?? { cash: 0, merchant: 0 };
      told[counterparty] += share;
      spent.set(from, told);
    }
  }
  return spent;
}

interface Flow {
  readonly hub: Hub;
  readonly near: readonly Case[];
  readonly spent: ReadonlyMap<number, Spending>;
}

function reasonsOf(setting: Setting, { hub, near, spent }: Flow): Reason[] {
  const card = setting.book.cards.nameOf(hub.token);
  const people = peopleOf(near);
  const shares = near.map((one) => payeesOf(one).get(hub.token) ?? 0);
  const most = shareOf(near, (one) => (payeesOf(one).get(hub.token) ?? 0) >= MOST_OF_IT);
  const hours = median(near.map((one) => hoursUntil(one, hub.token)));
  const inflow = shares.reduce((sum, share) => sum + share, 0);
  const { cash = 0, merchant = 0 } = spent.get(hub.token) ?? {};
  const homes = new Set(near.map(({ cell }) => cell)).size / near.length;
  return [
    { what: 'many-loans-to-one-card', weight: clamp(0.5 * (people - 3), 3), cases: near, with: [card] },
    { what: most > 0.5 ? 'most-of-the-loan' : 'part-of-the-loan', weight: clamp(3 * (most - 0.5), 1.5), cases: near },
    {
      what: cash > merchant ? 'leaves-as-cash' : 'spent-with-merchants',
      weight: inflow > 0 ? clamp((3 * (cash - merchant)) / inflow, 2.5) : 0,
      cases: near,
      with: [card],
    },
    { what: 'within-hours', weight: hours < 96 ? 0.5 : -0.5, cases: near, count: Math.round(hours) || 0 },
    {
      what: homes > 0.6 ? 'strangers-to-each-other' : 'live-together',
      weight: clamp(1.5 * (homes - 0.6), 0.6),
      cases: near,
    },
    outcomeReason(setting, near),
  ];
}

function ownShare(one: Case, card: number): Reason {
  const share = payeesOf(one).get(card) ?? 0;
  return {
    what: 'own-share-sent',
    weight: clamp(1.2 * (share - 0.4), 1),
    cases: [one],
    count: Math.round(100 * share),
  };
}
