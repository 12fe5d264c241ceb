import { log } from '#base';
import type { Case } from '../cases/case.ts';
import type { PatternFinding } from '../pattern.ts';
import { above, DAY, type Setting } from '../setting.ts';
import { clamp, findingOf, outcomeReason, ownOutcome, shareOf, type Reason } from '../weigh.ts';

const WINDOW_DAYS = 32;
const PRIOR = -5;

/**
 * Loan village: a circle of people who know each other borrows within weeks, coached on the form, and stops paying together. A
 * village at harvest is as close and as sudden, but pays. Who is listed by the circle belongs to it, wherever he lives.
 */
export function loanVillages(setting: Setting): PatternFinding[] {
  const near = acquaintances(setting);
  return setting.cases.flatMap((one) => {
    const circle = near.get(one);
    if (circle === undefined || circle.size < 3) return [];
    const group = [...circle, one].sort((a, b) => a.at - b.at);
    const key = `loan-village:${group[0]?.id ?? ''}`;
    return (
      findingOf({ pattern: 'loan-village', one, group: key, prior: PRIOR, reasons: reasonsOf(setting, one, group) }) ??
      []
    );
  });
}

/* Applications of people who list each other, or of whom one lists the other, within weeks. */
function acquaintances({ book, cases }: Setting): Map<Case, Set<Case>> {
  const byPhone = new Map<number, Case[]>();
  for (const one of cases) {
    const list = byPhone.get(one.phone);
    if (list === undefined) byPhone.set(one.phone, [one]);
    else list.push(one);
  }
  const near = new Map<Case, Set<Case>>();
  const link = (a: Case, b: Case): void => {
    const known = near.get(a) ?? new Set<Case>();
    near.set(a, known.add(b));
  };
  for (const one of cases) {
    for (const phone of book.people.get(one.person)?.listed ?? []) {
      for (const other of byPhone.get(phone) ?? []) {
        if (other.person === one.person || Math.abs(other.at - one.at) > WINDOW_DAYS * DAY) continue;
        link(one, other);
        link(other, one);
      }
    }
  }
  return near;
}

function reasonsOf(setting: Setting, one: Case, group: readonly Case[]): Reason[] {
  const others = group.filter((other) => other !== one);
  const slow = above(
    others.map(({ idleSeconds }) => log(idleSeconds + 1)),
    setting.usual.idle,
  );
  const isNew = shareOf(others, ({ paidBefore }) => paidBefore === 0);
  const outcome = outcomeReason(setting, group);
  return [
    { what: 'circle-borrows-together', weight: clamp(0.4 * (others.length - 4), 3), cases: group },
    { what: slow > 1 ? 'coached-forms' : 'forms-at-ease', weight: clamp(1.2 * (slow - 0.9), 3), cases: others },
    { what: 'all-new-customers', weight: clamp(2 * (isNew - 0.8), 1), cases: others },
    { ...outcome, weight: 0.8 * outcome.weight },
    ownOutcome(setting, one),
  ];
}
