import { log } from '#base';
import { heldTogether, hubsOf, type Held } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';
import { clamp, findingOf, median, outcomeReason, ownOutcome, peopleOf, shareOf, type Reason } from '../weigh.ts';
import { payeesOf } from './payees.ts';

const PRIOR = -4;
/** A credit file of so few months says nothing. */
const BLANK_MONTHS = 6;
/** A company younger than this has hardly hired anybody. */
const YOUNG_MONTHS = 18;

/**
 * Recruited people: blank files that one salary payer, one contact or one receiving card holds together, hired one after another.
 * Students share a dormitory and new hires an employer, an old one, and none of them hands the money over.
 */
export function recruitedPeople(setting: Setting): PatternFinding[] {
  const blank = setting.cases.filter(({ historyMonths }) => historyMonths <= BLANK_MONTHS);
  const hubs = [
    ...hubsOf(blank, 'payer', { tokens: ({ payer }) => [payer], least: 3, most: 60 }),
    ...hubsOf(blank, 'contact', { tokens: ({ contacts }) => contacts, least: 3, most: 60 }),
    ...hubsOf(blank, 'payee', { tokens: (one) => [...payeesOf(one).keys()], least: 3, most: 60 }),
  ];
  return heldTogether(hubs).flatMap((held) => {
    const shared = groupReasons(setting, held);
    const group = `recruited:${held.cases[0]?.id ?? ''}`;
    return held.cases.flatMap((one) => {
      const ways = held.hubs.filter(({ cases }) => cases.includes(one)).length;
      const tied: Reason = { what: 'tied-in-several-ways', weight: 0.5 * (ways - 1), cases: [one], count: ways };
      const reasons = [...shared, tied, ownOutcome(setting, one)];
      return findingOf({ pattern: 'recruited', one, group, prior: PRIOR, reasons }) ?? [];
    });
  });
}

function groupReasons(setting: Setting, { cases, hubs }: Held): Reason[] {
  const { book } = setting;
  const people = peopleOf(cases);
  const payerAge = median(cases.map(({ payerAgeMonths }) => payerAgeMonths));
  const isYoung = payerAge <= YOUNG_MONTHS;
  const payers = hubs.filter(({ kind }) => kind === 'payer');
  const handing = shareOf(cases, (one) => hubs.some(({ kind, token }) => kind === 'payee' && payeesOf(one).has(token)));
  const contact = shareOf(cases, (one) =>
    hubs.some(({ kind, token }) => kind === 'contact' && one.contacts.includes(token)),
  );
  const asked = median(cases.map(({ amountMinor, incomeMinor }) => log(amountMinor / Math.max(1, incomeMinor))));
  const usual = median(
    setting.cases.map(({ amountMinor, incomeMinor }) => log(amountMinor / Math.max(1, incomeMinor))),
  );
  return [
    { what: 'blank-files-together', weight: clamp(0.3 * (people - 3), 2), cases },
    {
      what: isYoung ? 'young-salary-payer' : 'old-salary-payer',
      weight: payers.length === 0 ? 0 : isYoung ? 1.5 : -2,
      cases,
      count: Math.round(payerAge) || 0,
      with: payers.map(({ token }) => book.companies.nameOf(token)),
    },
    {
      what: 'money-handed-over',
      weight: handing > 0 ? 3 * handing + 0.5 : -0.7,
      cases,
      count: Math.round(handing * cases.length),
    },
    {
      what: 'one-contact-of-strangers',
      weight: contact > 0 ? 1.5 * contact : -0.3,
      cases,
      count: Math.round(contact * cases.length),
    },
    { what: 'asks-much-for-income', weight: clamp(0.8 * (asked - usual), 1), cases },
    outcomeReason(setting, cases),
  ];
}
