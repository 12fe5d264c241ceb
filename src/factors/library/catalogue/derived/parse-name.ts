import type { ComputedFactor, LibraryFactor, WindowFactor } from '../../definition/definition.ts';
import { DEFAULT_PARAMETERS } from '../../definition/definition.ts';
import { baseCatalogue } from '../base-catalogue.ts';
import type { BaseFactor } from '../base-factor.ts';
import { entityWords } from '../entities.ts';
import type { Words } from '../idea.ts';
import { windowMs, windowOf } from '../windows.ts';
import { growthOperations, pairOperations, peerOperations } from './operations.ts';
import { peerForm, peerGroupsOf } from './peers.ts';

/** A name of the grammar: its definition, and the base factors that its words come from. */
export interface ParsedName {
  readonly definition: LibraryFactor;
  readonly of: readonly BaseFactor[];
}

/**
 * Reads a derived name, undefined when it is none. `ratio:A:B`, `difference:A:B`, `cross:A:B` of any two base factors;
 * `before:A`, `growth:A`, `rise:A` against the window before; `peer_mean:A:G`, `peer_stddev:A:G`, `above:A:G`, `zscore:A:G`
 * and `decile:A:G` against the events of a peer group in the same window.
 */
export function parseDerivedName(name: string): ParsedName | undefined {
  const [operation = '', first = '', second = '', third] = name.split(':');
  const base = baseCatalogue().byName.get(first);
  if (base === undefined) return undefined;
  if (Object.hasOwn(pairOperations, operation)) return third === undefined ? pair(name, base, second) : undefined;
  if (Object.hasOwn(growthOperations, operation)) return second === '' ? growth(name, operation, base) : undefined;
  return peerGroupsOf(base).includes(second) ? peer(name, operation, { base, group: second, step: third }) : undefined;
}

function pair(name: string, left: BaseFactor, other: string): ParsedName | undefined {
  const right = baseCatalogue().byName.get(other);
  if (right === undefined) return undefined;
  const { op, words } = pairOperations[name.split(':')[0] as keyof typeof pairOperations];
  return computed(name, { op, of: [left.name, right.name], bases: [left, right], words });
}

function growth(name: string, operation: string, base: BaseFactor): ParsedName | undefined {
  if (windowMs(base.window) > windowMs('365d')) return undefined;
  const words = growthOperations[operation as keyof typeof growthOperations];
  const bases = [base];
  if (operation !== 'before') {
    const op = operation === 'growth' ? 'ratio' : 'difference';
    return computed(name, { op, of: [base.name, `before:${base.name}`], bases, words });
  }
  const window = windowOf(base.window, windowMs(base.window));
  return { of: bases, definition: { ...base.definition, name, description: worded(words, bases), window } };
}

interface PeerName {
  readonly base: BaseFactor;
  readonly group: string;
  /** Which of the ten steps of a decile; the whole when left out. */
  readonly step: string | undefined;
}

function peer(name: string, operation: string, told: PeerName): ParsedName | undefined {
  const { base, group, step } = told;
  const form = `${base.name}:${group}`;
  const of = (words: Words, op: ComputedFactor['op'], operands: readonly string[]): ParsedName =>
    computed(name, { op, of: operands, bases: [base], words: worded(words, [], group) });
  if (operation === 'reaches' || operation === 'decile' || operation === 'peer_decile')
    return tenths(name, operation, told);
  if (step !== undefined) return undefined;
  const peers = `${peerForm(base)}:${group}`;
  switch (operation) {
    case 'peer_mean':
    case 'peer_stddev':
      if (base.name !== peerForm(base)) return undefined;
      return { of: [base], definition: ofPeers(name, told, { aggregate: operation.slice(5), q: 0.5 }) };
    case 'above':
      return of(peerOperations.above, 'difference', [base.name, `peer_mean:${peers}`]);
    case 'zscore':
      return of(peerOperations.zscore, 'ratio', [`above:${form}`, `peer_stddev:${peers}`]);
    default:
      return undefined;
  }
}

/** Deciles reached: one for each of nine that the value reaches, added up; every step has a name, so all engines add alike. */
function tenths(name: string, operation: string, { base, group, step }: PeerName): ParsedName | undefined {
  const form = `${base.name}:${group}`;
  const k = step === undefined ? 9 : Number(step);
  if (!Number.isInteger(k) || k < 1 || k > 9 || (step === undefined && operation !== 'decile')) return undefined;
  const words = worded(peerOperations.decile, [], group);
  const told = (op: ComputedFactor['op'], of: readonly (string | number)[]): ParsedName =>
    computed(name, { op, of, bases: [base], words });
  if (operation === 'peer_decile') {
    if (base.name !== peerForm(base)) return undefined;
    return { of: [base], definition: ofPeers(name, { base, group, step }, { aggregate: 'quantile', q: k / 10 }) };
  }
  if (operation === 'reaches') return told('at_least', [base.name, `peer_decile:${peerForm(base)}:${group}:${k}`]);
  return told('sum', k === 1 ? [`reaches:${form}:1`, 0] : [`decile:${form}:${k - 1}`, `reaches:${form}:${k}`]);
}

function ofPeers(name: string, { base, group }: PeerName, form: { aggregate: string; q: number }): WindowFactor {
  const words = form.aggregate === 'stddev' ? peerOperations.peer_stddev : peerOperations.peer_mean;
  return {
    ...base.definition,
    name,
    description: worded(worded(words, [], group), [base]),
    entity: group,
    aggregate: form.aggregate,
    parameters: { ...DEFAULT_PARAMETERS, q: form.q },
  };
}

interface Computation {
  readonly op: ComputedFactor['op'];
  readonly of: readonly (string | number)[];
  readonly bases: readonly BaseFactor[];
  readonly words: Words;
}

function computed(name: string, { op, of, bases, words }: Computation): ParsedName {
  const [first, ...rest] = bases.map(({ pack }) => pack.purposes);
  const purposes = (first ?? []).filter((purpose) => rest.every((others) => others.includes(purpose)));
  const consent = bases.find(({ pack }) => pack.consent !== undefined)?.pack.consent;
  const tags = { name, description: worded(words, bases), purposes, ...(consent === undefined ? {} : { consent }) };
  return { of: bases, definition: { kind: 'computed', ...tags, op, of } };
}

/** Puts the words of factors in the places of `@` and `#`, or those of a group in the place of `#`. */
function worded(words: Words, bases: readonly BaseFactor[], group?: string): Words {
  const [a, b] = bases.map(({ definition }) => definition.description);
  const key = group === undefined ? b : (entityWords[group] ?? { en: ` of ${group}`, zh: group });
  const fill = (language: 'en' | 'zh'): string => {
    const own = a === undefined ? '@' : a[language];
    return words[language].replace('@', () => own).replace('#', () => key?.[language] ?? '#');
  };
  return { en: fill('en'), zh: fill('zh') };
}
