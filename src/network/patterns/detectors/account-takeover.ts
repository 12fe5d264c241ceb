import { log } from '#base';
import type { Case } from '../cases/case.ts';
import type { PatternFinding } from '../pattern.ts';
import { DAY, type Setting } from '../setting.ts';
import { clamp, findingOf, ownOutcome, type Reason } from '../weigh.ts';

const PRIOR = -5;
/** A customer who is known so long, days. */
const OLD_DAYS = 45;
const FRESH_DAYS = 20;

/**
 * Account takeover: an old customer who appears on a new device, network and place at once, with a new card and password, asks for
 * much more than ever before, and the money leaves within hours. Who has a new telephone and has moved uses both for weeks before, and
 * spends the loan.
 */
export function accountTakeovers(setting: Setting): PatternFinding[] {
  const crowded = crowdedCards(setting.cases);
  return setting.cases.flatMap((one) => {
    if (!(one.earlierMinor > 0) || one.at - one.knownSince < OLD_DAYS * DAY) return [];
    if (!(one.at - one.deviceSince < FRESH_DAYS * DAY) && !(one.at - one.cardChanged < FRESH_DAYS * DAY)) return [];
    const reasons = [...changes(one), ...money(one, crowded), ownOutcome(setting, one), repeatedOutcome(setting, one)];
    const group = `account-takeover:${one.card >= 0 && (crowded.get(one.card) ?? 0) > 1 ? setting.book.cards.nameOf(one.card) : one.id}`;
    return findingOf({ pattern: 'account-takeover', one, group, prior: PRIOR, reasons }) ?? [];
  });
}

/* The first payment failed and nothing was ever paid: stronger than a default. */
function repeatedOutcome({ outcome }: Setting, one: Case): Reason {
  const never = outcome[one.index] === 1 && one.paid === 0;
  return { what: 'never-paid', weight: never ? 1 : 0, cases: [one] };
}

function freshness(one: Case, since: number): number {
  const days = (one.at - since) / DAY;
  if (!(days >= 0)) return 0;
  return days < 3 ? 1 : days < FRESH_DAYS ? 0.6 - 0.02 * days : -0.6;
}

function changes(one: Case): Reason[] {
  const told = (what: string, weight: number): Reason => ({ what, weight, cases: [one] });
  const device = freshness(one, one.deviceSince);
  const network = freshness(one, one.networkSince);
  const cell = freshness(one, one.cellSince);
  const card = freshness(one, one.cardChanged);
  const password = freshness(one, one.passwordChanged);
  const growth = log(one.amountMinor / one.earlierMinor);
  return [
    told('new-device', 1.2 * device),
    told('new-network', 0.5 * network),
    told('new-place', 0.5 * cell),
    told('new-card', card > 0 ? 2 * card : -1),
    told('new-password', password > 0 ? 1.6 * password : -0.5),
    {
      ...told('asks-for-more-than-ever', clamp(0.7 * (growth - 0.7), 1.2)),
      count: Math.round(100 * (one.amountMinor / one.earlierMinor)),
    },
  ];
}

function money(one: Case, crowded: ReadonlyMap<number, number>): Reason[] {
  const out = one.moves.filter(
    ({ counterparty, from }) => from === one.card && (counterparty === 'person' || counterparty === 'cash'),
  );
  const sent = out.reduce((sum, { share }) => sum + share, 0);
  const spent = one.moves.length > 0 && sent < 0.3;
  const others = Math.max(0, ...out.map(({ to }) => (crowded.get(to) ?? 0) - 1), (crowded.get(one.card) ?? 0) - 1);
  return [
    {
      what: spent ? 'spends-the-loan' : 'money-leaves-at-once',
      weight: one.moves.length === 0 ? 0 : spent ? -1.5 : clamp(3 * (sent - 0.35), 2),
      cases: [one],
      count: Math.round(100 * sent),
    },
    { what: 'card-of-others', weight: others > 0 ? Math.min(3, 1.5 + 0.5 * others) : 0, cases: [one], count: others },
  ];
}

/** In how many people's applications a card pays out or receives. */
function crowdedCards(cases: readonly Case[]): Map<number, number> {
  const people = new Map<number, Set<number>>();
  const see = (card: number, person: number): void => {
    if (card < 0) return;
    const known = people.get(card) ?? new Set<number>();
    people.set(card, known.add(person));
  };
  for (const { card, person, moves } of cases) {
    see(card, person);
    for (const { to, counterparty } of moves) if (counterparty === 'person') see(to, person);
  }
  return new Map([...people].map(([card, seen]) => [card, seen.size]));
}
