import { describe, expect, it } from 'vitest';
import type { ProvidedFactor } from '../definition/definition.ts';
import { eventFlattener } from '../live/flatten-event.ts';
import { packCatalogue } from './catalogue-source.ts';
import { FactorLibrary } from './factor-library.ts';
import type { FactorProvider } from './factor-provider.ts';

const factor = (meaning: string): ProvidedFactor => ({
  kind: 'provided',
  name: `outside.${meaning}`,
  description: { en: meaning, zh: meaning },
  provider: 'outside',
  entity: 'person',
  meaning,
  sources: ['session.started'],
  purposes: ['fraud'],
  consent: 'device',
});

/** Gives the person's number, and twice it. */
const outside: FactorProvider = {
  name: 'outside',
  packs: ['outside'],
  find: (name) =>
    name === 'outside.once' || name === 'outside.twice'
      ? { definition: factor(name.slice('outside.'.length)), pack: 'outside' }
      : undefined,
  names: () => ['outside.once', 'outside.twice'],
  compile: (factors) => ({
    read({ keys }, into, places) {
      factors.forEach(({ meaning }, i) => {
        into[places[i] as number] = Number(keys['person']) * (meaning === 'twice' ? 2 : 1);
      });
    },
  }),
  explain: ({ name, entity }) => ({ name, entity, from: -Infinity, to: 0, looked: 3, isCapped: false, events: [] }),
};

function libraryWith(provider: FactorProvider): FactorLibrary {
  const library = new FactorLibrary({ rows: eventFlattener().rows(), catalogue: packCatalogue() });
  library.provide(provider);
  return library;
}

const request = { keys: { person: 21 }, at: { asOf: 0, position: Infinity } };
const agreed = { purpose: 'fraud', allows: () => true } as const;

describe('a provider of factors', () => {
  it('is served like any other: by name, pack and version, and under computed factors', () => {
    const library = libraryWith(outside);
    expect([...library.read(library.select({ pack: 'outside' }), request, agreed).values]).toEqual([21, 42]);
    library.define('own.ratio', { op: 'ratio', of: ['outside.twice', 'outside.once'] }, 'served');
    const { version } = library.book.served('outside.once');
    const names = ['own.ratio', `outside.once@${version}`];
    expect([...library.read(library.select({ names }), request, agreed).values]).toEqual([2, 21]);
    expect(library.select({ names }).reader.entities.has('person')).toBe(true);
  });

  it('withholds what purpose or consent forbid, and what stands on it', () => {
    const library = libraryWith(outside);
    library.define('own.ratio', { op: 'ratio', of: ['outside.twice', 'outside.once'] }, 'served');
    const selection = library.select({ names: ['outside.once', 'own.ratio'] });
    const other = library.read(selection, request, { ...agreed, purpose: 'marketing' });
    const refused = library.read(selection, request, { ...agreed, allows: () => false });
    expect([...other.values, ...refused.values]).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('is explained and has a lineage', () => {
    const library = libraryWith(outside);
    const { value, parts } = library.explain('outside.twice', { ...request, limit: 5 });
    expect([value, parts[0]?.looked]).toEqual([42, 3]);
    library.define('own.double', { op: 'product', of: ['outside.once', 2] }, 'served');
    const { events, dependents } = library.lineage('outside.once');
    expect([events, dependents]).toEqual([[{ kind: 'session.started', entity: 'person', fields: [] }], ['own.double']]);
  });
});
