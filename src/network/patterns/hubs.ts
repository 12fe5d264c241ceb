import type { Case } from './cases/case.ts';
import { DAY } from './setting.ts';
import { peopleOf } from './weigh.ts';

/** Something that several people's applications share. */
export interface Hub {
  readonly kind: string;
  readonly token: number;
  /** Oldest first. */
  readonly cases: readonly Case[];
}

/** Things of a kind that at least `least` people share and, being common property otherwise, at most `most`. */
export function hubsOf(
  cases: readonly Case[],
  kind: string,
  { tokens, least, most = 200 }: { tokens: (one: Case) => readonly number[]; least: number; most?: number },
): Hub[] {
  const shared = new Map<number, Case[]>();
  for (const one of cases) {
    for (const token of tokens(one)) {
      if (token < 0) continue;
      const list = shared.get(token);
      if (list === undefined) shared.set(token, [one]);
      else if (list.at(-1) !== one) list.push(one);
    }
  }
  return [...shared]
    .filter(([, list]) => list.length >= least)
    .map(([token, list]) => ({ kind, token, cases: list }))
    .filter((hub) => {
      const people = peopleOf(hub.cases);
      return people >= least && people <= most;
    });
}

/** The cases of a list, oldest first, within so many days of an instant. */
export function around(cases: readonly Case[], at: number, days: number): Case[] {
  return cases.filter((one) => Math.abs(one.at - at) <= days * DAY);
}

/** Groups of applications that hubs hold together, with the hubs that hold each. */
export interface Held {
  readonly cases: readonly Case[];
  readonly hubs: readonly Hub[];
}

export function heldTogether(hubs: readonly Hub[]): Held[] {
  const parents = new Map<Case, Case>();
  const rootOf = (one: Case): Case => {
    let root = one;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(one, root);
    return root;
  };
  for (const { cases } of hubs) {
    const root = rootOf(cases[0] as Case);
    for (const one of cases) parents.set(rootOf(one), root);
  }
  const groups = new Map<Case, { cases: Set<Case>; hubs: Hub[] }>();
  for (const hub of hubs) {
    const root = rootOf(hub.cases[0] as Case);
    const group = groups.get(root) ?? { cases: new Set<Case>(), hubs: [] };
    groups.set(root, group);
    group.hubs.push(hub);
    for (const one of hub.cases) group.cases.add(one);
  }
  return [...groups.values()].map(({ cases, ...rest }) => ({ ...rest, cases: [...cases].sort((a, b) => a.at - b.at) }));
}
