import { baseCatalogue } from '../base-catalogue.ts';
import type { BaseFactor } from '../base-factor.ts';
import { windowMs } from '../windows.ts';
import { growthOperations, pairOperations, peerOperations } from './operations.ts';
import { peerForm, peerGroupsOf } from './peers.ts';

/** Derived factors that share a form: so many, each known by its place. Nothing is made before it is asked for. */
export interface Family {
  readonly operation: string;
  readonly pack: string;
  readonly size: number;
  nameAt(index: number): string;
}

let made: readonly Family[] | undefined;

/** All families of the base catalogue; made on first use and kept. */
export function families(): readonly Family[] {
  return (made ??= [...windowFamilies(), ...ideaFamilies(), ...growthFamilies(), ...peerFamilies()]);
}

/** Short windows against longer ones of one idea and aggregate. */
function windowFamilies(): Family[] {
  const groups = grouped(({ idea, pack, aggregate }) => `${pack.name}.${idea.name}.${aggregate}`);
  return groups.flatMap((group) => pairs(group, ['ratio', 'difference']));
}

/** Two ideas of a pack, the same aggregate and window, values of one unit. */
function ideaFamilies(): Family[] {
  const groups = grouped(({ pack, aggregate, window, unit }) =>
    unit === 'none' ? undefined : `${pack.name}|${aggregate}|${window}|${unit}`,
  );
  return groups.flatMap((group) => pairs(group, ['ratio', 'difference', 'cross']));
}

function pairs(group: readonly BaseFactor[], operations: readonly (keyof typeof pairOperations)[]): Family[] {
  const names = group.map(({ name }) => name);
  const size = (names.length * (names.length - 1)) / 2;
  const pack = group[0]?.pack.name ?? '';
  return operations.map((operation) => ({ operation, pack, size, nameAt: (i) => pairAt(operation, names, i) }));
}

function pairAt(operation: string, names: readonly string[], index: number): string {
  let [left, rest] = [0, index];
  while (rest >= names.length - 1 - left) rest -= names.length - 1 - left++;
  return `${operation}:${names[left]}:${names[left + 1 + rest]}`;
}

/** A year and the year before are what the longest history holds. */
function growthFamilies(): Family[] {
  return packs(({ window }) => windowMs(window) <= windowMs('365d')).flatMap(([pack, names]) =>
    Object.keys(growthOperations).map((operation) => ({
      ...{ operation, pack, size: names.length },
      nameAt: (i: number) => `${operation}:${names[i]}`,
    })),
  );
}

function peerFamilies(): Family[] {
  return packs((base) => peerGroupsOf(base).length > 0).flatMap(([pack, names]) => {
    const { byName } = baseCatalogue();
    const bases = names.flatMap((name) => byName.get(name) ?? []);
    const formsOf = (some: readonly BaseFactor[]): string[] =>
      some.flatMap((base) => peerGroupsOf(base).map((group) => `${base.name}:${group}`));
    const [all, means] = [formsOf(bases), formsOf(bases.filter((base) => base.name === peerForm(base)))];
    return Object.keys(peerOperations).map((operation) => {
      const forms = operation.startsWith('peer_') ? means : all;
      return { operation, pack, size: forms.length, nameAt: (i: number) => `${operation}:${forms[i]}` };
    });
  });
}

function packs(isWanted: (base: BaseFactor) => boolean): (readonly [string, readonly string[]])[] {
  const wanted = grouped((base) => (isWanted(base) ? base.pack.name : undefined));
  return wanted.map((group) => [group[0]?.pack.name ?? '', group.map(({ name }) => name)]);
}

function grouped(keyOf: (base: BaseFactor) => string | undefined): BaseFactor[][] {
  const groups = new Map<string, BaseFactor[]>();
  for (const base of baseCatalogue().factors) {
    const key = keyOf(base);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [base]);
    else group.push(base);
  }
  return [...groups.values()];
}
