import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, shuffle } from '#base';
import { GRAPH_LIMITS, type GraphIdentifier } from './identity-fact.ts';
import { createIdentityGraph } from './identity-graph.ts';
import { viewChanges } from './view-changes.ts';

const id = (kind: string, token: string): GraphIdentifier => ({ kind, token });
const day = (n: number, strength = 1) => ({ occurredAt: n, recordedAt: n, strength });

describe('identity graph', () => {
  it('breaks a chain between two national ids at its weakest link', () => {
    const graph = createIdentityGraph();
    graph.link(id('national_id', 'A'), id('phone', '1'), day(1, 5));
    graph.link(id('phone', '1'), id('device', 'd'), day(2, 1));
    graph.link(id('device', 'd'), id('phone', '2'), day(3, 2));
    graph.link(id('phone', '2'), id('national_id', 'B'), day(4, 5));
    const view = graph.viewAt();
    expect(view.personOf(id('device', 'd'))).toBe(view.personOf(id('national_id', 'B')));
    expect(view.personOf(id('phone', '1'))).toBe('national_id:A');
    expect(view.refused.map(({ number }) => number)).toEqual([1]);
  });

  it('lets an identifier of a hundred thousand people join nobody', () => {
    const graph = createIdentityGraph();
    const shared = id('device', 'kiosk');
    for (let n = 0; n < 100_000; n++) graph.link(shared, id('phone', String(n)), day(n));
    const view = graph.viewAt();
    expect(view.overused).toEqual(['device:kiosk']);
    expect(view.persons).toHaveLength(100_001);
  });

  it('keeps a person below the limit of identifiers', () => {
    const graph = createIdentityGraph({ ...GRAPH_LIMITS, personSize: 3 });
    for (let n = 0; n < 9; n++) graph.link(id('phone', String(n)), id('phone', String(n + 1)), day(n, 9 - n));
    const view = graph.viewAt();
    expect(Math.max(...view.persons.map((person) => view.members(person).length))).toBeLessThanOrEqual(3);
  });

  it('splits by hand, undoes it, and says what was believed on every day', () => {
    const graph = createIdentityGraph();
    const [phone, card] = [id('phone', '1'), id('card', '9')];
    graph.link(phone, card, day(1));
    const split = graph.apart(phone, card, day(5));
    const undo = graph.retract(split, day(8));
    graph.retract(undo, day(11));
    const together = [1, 5, 8, 11].map((knownAt) => {
      const view = graph.viewAt({ knownAt });
      return view.personOf(phone) === view.personOf(card);
    });
    expect(together).toEqual([true, false, true, false]);
    expect(graph.viewAt({ knownAt: 0 }).personOf(phone)).toBeUndefined();
    const moves = viewChanges(graph.viewAt({ knownAt: 1 }), graph.viewAt({ knownAt: 5 }));
    expect(moves).toEqual([{ identifier: 'phone:1', from: 'card:9', to: 'phone:1' }]);
    expect(() => graph.retract(99, day(12))).toThrow(expect.objectContaining({ code: 'IDENTITY_GRAPH_FACT' }));
  });

  it('tells what held in the world from what we knew of it', () => {
    const graph = createIdentityGraph();
    const [phone, mail] = [id('phone', '1'), id('email', 'x')];
    graph.link(phone, mail, { occurredAt: 2, recordedAt: 9, strength: 1 });
    expect(graph.viewAt({ validAt: 3, knownAt: 5 }).personOf(mail)).toBeUndefined();
    expect(graph.viewAt({ validAt: 3, knownAt: 9 }).personOf(mail)).toBe(graph.viewAt().personOf(phone));
    expect(graph.viewAt({ validAt: 1 }).personOf(mail)).toBeUndefined();
  });

  it('gives the same persons whatever the order of the facts', () => {
    const identifier = fc.record({
      kind: fc.constantFrom('phone', 'national_id', 'device'),
      token: fc.constantFrom('1', '2', '3', '4'),
    });
    const link = fc.record({ a: identifier, b: identifier, strength: fc.integer({ min: 1, max: 4 }), at: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 14 }), fc.nat(), (links, seed) => {
        const personsOf = (list: typeof links): unknown => {
          const graph = createIdentityGraph();
          for (const { a, b, strength, at } of list) graph.link(a, b, day(at, strength));
          const view = graph.viewAt();
          return view.persons.map((person) => [person, view.members(person)]);
        };
        expect(personsOf(shuffle([...links], createRng(seed)))).toEqual(personsOf(links));
      }),
    );
  });
});
