import { log } from '#base';
import type { Case } from '../cases/case.ts';
import { around, hubsOf } from '../hubs.ts';
import type { PatternFinding } from '../pattern.ts';
import { above, type Setting } from '../setting.ts';
import { clamp, findingOf, largest, outcomeReason, ownOutcome, peopleOf, type Reason } from '../weigh.ts';

const WINDOW_DAYS = 100;
const PRIOR = -4;

/**
 * SIM farm: a run of neighbouring numbers whose holders apply within months; nobody calls them, and their contact books are copies
 * of each other. Newcomers have young and quiet numbers too, but not in a run.
 */
export function simFarms(setting: Setting): PatternFinding[] {
  const { book, cases } = setting;
  const runs = hubsOf(cases, 'block', { tokens: ({ block }) => [block], least: 2 });
  const near = new Map<Case, Case[]>();
  for (const { cases: run } of runs) for (const one of run) near.set(one, around(run, one.at, WINDOW_DAYS));
  const usual = tailOf([...near.values()].map(peopleOf), cases.length);
  return runs.flatMap(({ token, cases: run }) =>
    run.flatMap((one) => {
      const group = `sim-farm:${book.blocks.nameOf(token)}`;
      const reasons = reasonsOf(setting, { near: near.get(one) ?? [], one, usual });
      return findingOf({ pattern: 'sim-farm', one, group, prior: PRIOR, reasons }) ?? [];
    }),
  );
}

/* Of all applications, the share with at least so many people in their run: numbers meet in a block by chance too. */
function tailOf(sizes: readonly number[], all: number): (people: number) => number {
  const most = Math.max(2, largest(sizes));
  const counts = new Float64Array(most + 2);
  for (const size of sizes) counts[size] = (counts[size] ?? 0) + 1;
  for (let size = most; size >= 0; size--) counts[size] = (counts[size] ?? 0) + (counts[size + 1] ?? 0);
  return (people) => Math.max(0.001, (counts[Math.min(people, most)] ?? 0) / Math.max(1, all));
}

function reasonsOf(
  setting: Setting,
  run: { near: readonly Case[]; one: Case; usual: (people: number) => number },
): Reason[] {
  const { near, one, usual } = run;
  const { book } = setting;
  const people = peopleOf(near);
  const quiet = -above(
    near.map(({ calls }) => log(calls + 1)),
    setting.usual.calls,
  );
  const copied = overlap(book.people.get(one.person)?.listed, near, (person) => book.people.get(person)?.listed);
  return [
    {
      what: 'run-of-numbers',
      weight: people < 2 ? -4 : clamp(log((people < 3 ? 0.05 : 0.8) / usual(people)), 7),
      cases: near,
    },
    { what: quiet > 0.8 ? 'quiet-numbers' : 'lively-numbers', weight: clamp(1.2 * (quiet - 0.8), 3), cases: near },
    { what: 'copied-contact-books', weight: copied > 0.2 ? 3 : 0, cases: near },
    outcomeReason(setting, near),
    ownOutcome(setting, one),
  ];
}

/* The largest share of somebody's book that another of the run has too. */
function overlap(
  own: Int32Array | undefined,
  near: readonly Case[],
  listedOf: (person: number) => Int32Array | undefined,
): number {
  if (own === undefined || own.length === 0) return 0;
  const mine = new Set(own);
  let most = 0;
  for (const { person } of near) {
    const theirs = listedOf(person);
    if (theirs === undefined || theirs === own) continue;
    let same = 0;
    for (const phone of theirs) if (mine.has(phone)) same++;
    most = Math.max(most, same / own.length);
  }
  return most;
}
