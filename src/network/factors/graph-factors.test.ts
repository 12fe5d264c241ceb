import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventFlattener, FactorLibrary, packCatalogue } from '#factors';
import { GraphReader, graphFactors, graphProvider, Network, restoreNetwork, snapshotNetwork } from '../index.ts';
import { randomHistory, tell } from '../testing/random-history.ts';

const DAY = 86_400_000;
const T = 1_750_000_000_000;
const specs = graphFactors().map(({ spec }) => spec);

function session(network: Network, position: number, fields: Record<string, string | number>): void {
  const time = T + position * DAY;
  network.take({ source: 'session.started', occurred: time, recorded: time, position, fields });
}

function valueOf(network: Network, name: string, person: number, day: number): number {
  const found = graphFactors().find(({ definition }) => definition.name === name);
  return new GraphReader(network, [found?.spec]).read({
    keys: { person },
    at: { asOf: T + day * DAY, position: Infinity },
  })[0] as number;
}

describe('graph factors', () => {
  it('have names, words in two languages and a meaning of their own, and are hundreds', () => {
    const all = graphFactors().map(({ definition }) => definition);
    expect(all.length).toBeGreaterThan(800);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(new Set(all.map(({ meaning }) => meaning)).size).toBe(all.length);
    expect(all.filter(({ description }) => /\*/.test(description.en + description.zh))).toEqual([]);
    expect(all.some(({ name }) => name === 'graph.device.hop1.bad_share_30d')).toBe(true);
  });

  it('count partners and what had become known of them', () => {
    const network = new Network();
    session(network, 1, { person: 1, id_device: 'd' });
    session(network, 2, { person: 2, id_device: 'd', network: 'n' });
    session(network, 3, { person: 3, network: 'n' });
    // It happened on the third day and was told on the tenth.
    const late = { source: 'loan.delinquent', fields: { person: 2, dpd: 30 }, occurred: T + 3 * DAY };
    network.take({ ...late, recorded: T + 10 * DAY, position: 4 });
    const shares = [9, 10, 50].map((day) => valueOf(network, 'graph.device.hop1.bad_share_30d', 1, day));
    expect(shares).toEqual([0, 1, NaN]);
    expect(valueOf(network, 'graph.device.hop1.days_since_bad', 1, 10)).toBe(7);
    expect(valueOf(network, 'graph.network.hop1.bad_count_all', 3, 10)).toBe(1);
    const [before, after] = [9, 10].map((day) => valueOf(network, 'graph.risk.bad', 1, day));
    expect(before).toBe(0);
    expect(after).toBeGreaterThan(0.3);
  });

  it('count the links of an event that was not taken in yet', () => {
    const network = new Network();
    session(network, 1, { person: 1, id_device: 'd' });
    const spec = graphFactors().find(({ definition }) => definition.name === 'graph.device.hop1.partners_all')?.spec;
    const at = { asOf: T + 2 * DAY, position: Infinity };
    const current = { source: 'application.submitted', fields: { id_device: 'd' } };
    expect(new GraphReader(network, [spec]).read({ keys: { person: 9 }, at, current })[0]).toBe(1);
  });

  it('are the same live, later, after a replay and after a restart', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const history = randomHistory(seed, { steps: 150 });
        const network = new Network();
        const reader = new GraphReader(network, specs);
        let restored = network;
        const live = history.flatMap((step, i) => {
          tell(network, step);
          if (restored !== network) tell(restored, step);
          if (i === 80) restored = restoreNetwork(snapshotNetwork(network));
          if (step.kind !== 'event' || i % 4 !== 0) return [];
          const person = Number(step.event.fields['person']);
          const at = { asOf: step.event.recorded, position: step.event.position };
          return [{ person, at, values: Float64Array.from(reader.read({ keys: { person }, at })) }];
        });
        const again = new Network();
        for (const step of history) tell(again, step);
        const readers = [network, restored, again].map((one) => new GraphReader(one, specs));
        for (const { person, at, values } of live) {
          for (const one of readers) expect(one.read({ keys: { person }, at })).toEqual(values);
        }
      }),
      { numRuns: 2 },
    );
  });

  it('are those of a history without the person, once he is erased', () => {
    const history = randomHistory(7, { steps: 200 }).filter(({ kind }) => kind === 'event');
    const [network, without] = [new Network(), new Network()];
    for (const step of history) {
      tell(network, step);
      if (step.kind === 'event' && step.event.fields['person'] !== 3) tell(without, step);
    }
    network.erase(3);
    const at = { asOf: Infinity, position: Infinity };
    const plain = specs.filter(({ of }) => of === 'channel');
    const read = (one: Network, person: number) => new GraphReader(one, plain).read({ keys: { person }, at });
    for (let person = 0; person < 25; person++) {
      expect(read(network, person)).toEqual(person === 3 ? read(network, 99) : read(without, person));
    }
  });

  it('are served by the library, and withheld without consent', () => {
    const network = new Network();
    session(network, 1, { person: 1, id_device: 'd' });
    session(network, 2, { person: 2, id_device: 'd' });
    const library = new FactorLibrary({ rows: eventFlattener().rows(), catalogue: packCatalogue() });
    library.provide(graphProvider(network));
    const names = ['graph.device.hop1.partners_all', 'graph.phone.hop1.partners_all'];
    const selection = library.select({ names });
    const request = { keys: { person: 1 }, at: { asOf: T + 9 * DAY, position: Infinity } };
    const read = (isAllowed: boolean) =>
      library.read(selection, request, { purpose: 'fraud', allows: () => isAllowed }).values;
    expect([...read(true), ...read(false)]).toEqual([1, 0, NaN, 0]);
    const { parts } = library.explain(names[0] ?? '', { ...request, limit: 5 });
    expect(parts[0]?.events[0]?.fields).toEqual({ partner: 'person:2', shared: 1, known: null });
  });
});
