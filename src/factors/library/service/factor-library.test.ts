import { describe, expect, it } from 'vitest';
import { DAY_MS } from '#base';
import { eventFlattener } from '../live/flatten-event.ts';
import { packCatalogue, type CatalogueSource } from './catalogue-source.ts';
import { FactorLibrary } from './factor-library.ts';

const T = 1_700_000_000_000;
const flattener = eventFlattener();
const everything = { purpose: 'underwriting', allows: () => true } as const;
const nothing: CatalogueSource = { packs: [], find: () => undefined, names: () => [] };

function libraryOf(catalogue = nothing): FactorLibrary {
  const library = new FactorLibrary({ rows: flattener.rows(), catalogue });
  const events: [number, string, number, number][] = [
    [1, 'payment.received', 10, 500],
    [1, 'payment.received', 5, 700],
    [1, 'payment.failed', 3, 900],
    [2, 'payment.received', 2, 100],
  ];
  events.forEach(([person, source, daysAgo, amount], position) => {
    const occurred = T - daysAgo * DAY_MS;
    library.rows.append({ source, occurred, recorded: occurred, position, fields: { person, amount_minor: amount } });
  });
  return library;
}

const paid = { entity: 'person', source: 'payment.received', value: 'amount_minor', aggregate: 'sum', window: '30d' };
const failed = { ...paid, source: 'payment.failed' };
const request = { keys: { person: 1 }, at: { asOf: T, position: Infinity } };

function valuesOf(
  library: FactorLibrary,
  names: readonly string[],
  permission: Parameters<FactorLibrary['read']>[2] = everything,
) {
  return [...library.read(library.select({ names }), request, permission).values];
}

describe('the factor library', () => {
  it('serves a definition once it is staged, and the version it replaced by its version', () => {
    const library = libraryOf();
    const first = library.define('paid', paid);
    expect(() => valuesOf(library, ['paid'])).toThrow(/no version .* is served/);
    expect(valuesOf(library, [`paid@${first.version}`])).toEqual([1200]);
    library.book.stage('paid', first.version, 'served');
    expect(valuesOf(library, ['paid'])).toEqual([1200]);
    const second = library.define('paid', { ...paid, window: '7d' });
    expect(valuesOf(library, ['paid'])).toEqual([1200]);
    const changed = library.book.stage('paid', second.version, 'served');
    expect(changed.map(({ stage }) => stage)).toEqual(['retired', 'served']);
    expect(valuesOf(library, ['paid', `paid@${first.version}`])).toEqual([700, 1200]);
    expect(library.define('paid', { ...paid, window: '7d' }).version).toBe(second.version);
  });

  it('computes shadows beside reads and compares them with what is served', () => {
    const library = libraryOf();
    const { version } = library.define('paid', paid, 'served');
    const shadow = library.define('paid', { ...paid, window: '7d' });
    const selection = library.select({ names: [`paid@${version}`] });
    for (let i = 0; i < 32; i++) library.read(selection, request, everything);
    expect(library.figures(shadow)).toEqual({
      ...{ reads: 2, missing: 0, mean: 700, least: 700, most: 700 },
      sameAsServed: 0,
    });
  });

  it('keeps a computed factor on the versions of its operands', () => {
    const library = libraryOf();
    library.define('paid', paid, 'served');
    library.define('failed', failed, 'served');
    library.define('share', { op: 'ratio', of: ['failed', 'paid'] }, 'served');
    expect(valuesOf(library, ['share'])).toEqual([900 / 1200]);
    const { version } = library.define('paid', { ...paid, window: '7d' });
    library.book.stage('paid', version, 'served');
    expect(valuesOf(library, ['share', 'paid'])).toEqual([900 / 1200, 700]);
    expect(library.lineage('paid').dependents).toEqual(['share']);
  });

  it('answers as missing what purpose, consent or country forbid, and what stands on it', () => {
    const library = libraryOf();
    library.define('paid', { ...paid, consent: 'bureau', withheldIn: ['US'], purposes: ['underwriting'] }, 'served');
    library.define('failed', failed, 'served');
    library.define('share', { op: 'ratio', of: ['failed', 'paid'] }, 'served');
    const names = ['paid', 'failed', 'share'];
    expect(valuesOf(library, names)).toEqual([1200, 900, 0.75]);
    for (const refused of [
      { ...everything, allows: () => false },
      { ...everything, country: 'US' },
      { ...everything, purpose: 'marketing' as const },
    ]) {
      expect(valuesOf(library, names, refused)).toEqual([NaN, 900, NaN]);
    }
    const read = library.read(library.select({ names }), request, { ...everything, country: 'US' });
    expect(read.withheld).toBe(2);
  });

  it('explains a value by its events, newest first', () => {
    const library = libraryOf();
    library.define('large', { ...paid, where: { field: 'amount_minor', op: '>', value: 600 } }, 'served');
    const { value, parts } = library.explain('large', { ...request, limit: 10 });
    expect(value).toBe(700);
    expect(parts[0]).toMatchObject({ entity: 'person', from: T - 30 * DAY_MS, to: T, looked: 2, isCapped: false });
    expect(parts[0]?.events).toEqual([
      { ...event(1, 5, 700), passesFilter: true, isInWindow: true },
      { ...event(0, 10, 500), passesFilter: false, isInWindow: false },
    ]);
  });

  it('tells how fresh a vector is, by entity', () => {
    const library = libraryOf();
    library.define('paid', paid, 'served');
    const { freshness } = library.read(library.select({ names: ['paid'] }), request, everything);
    expect(freshness).toEqual([{ entity: 'person', recorded: T - 5 * DAY_MS, position: 1 }]);
  });

  it('names sets and keeps their older lists by version', () => {
    const library = libraryOf();
    const first = library.sets.put('core', ['paid']);
    library.sets.put('core', ['paid', 'failed']);
    expect(library.sets.get('core').names).toEqual(['paid', 'failed']);
    expect(library.sets.get(`core@${first.version}`).names).toEqual(['paid']);
    expect(() => library.sets.get('none')).toThrow(/no set/);
  });

  it('reads every factor of the packs that events can answer', () => {
    const library = libraryOf(packCatalogue());
    const names = [...library.book.catalogue.names()];
    expect(names.length).toBeGreaterThan(4000);
    expect(library.read(library.select({ names }), request, everything).values).toHaveLength(names.length);
  });

  it('follows a factor of the catalogue to all that stands on it', () => {
    const library = libraryOf(packCatalogue());
    const ratio = [...library.book.catalogue.names({ derived: true })].find((name) => name.startsWith('ratio:')) ?? '';
    const [operand = ''] = library.lineage(ratio).operands;
    library.define('more', { op: 'product', of: [ratio, 2] }, 'served');
    const { dependents, events } = library.lineage(operand);
    expect(dependents).toEqual(expect.arrayContaining([ratio, 'more']));
    expect(events).toHaveLength(1);
  });

  it('refuses a definition that stands on unknown fields or factors', () => {
    const library = libraryOf();
    expect(() => library.define('x', { ...paid, value: 'amount_minr' })).toThrow(/no column "amount_minr"/);
    expect(() => library.define('x', { op: 'log', of: ['nobody'] })).toThrow(/"nobody" is not known/);
    expect(() => library.define('x', { op: 'log', of: ['x'] })).toThrow(/stands on itself/);
  });
});

function event(position: number, daysAgo: number, amount: number) {
  const occurred = T - daysAgo * DAY_MS;
  return { kind: 'payment.received', position, occurred, recorded: occurred, fields: { amount_minor: amount } };
}
