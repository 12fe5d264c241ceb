import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  community,
  linksOf,
  Network,
  path,
  restoreNetwork,
  search,
  snapshotNetwork,
  surroundings,
  whyLinked,
  type LinkEvent,
  type NetworkInstant,
} from './index.ts';
import { randomHistory, tell } from './testing/random-history.ts';

const at = (asOf: number): NetworkInstant => ({ asOf });
const HOUR = 3_600_000;

function event(position: number, source: string, fields: LinkEvent['fields'], lists?: LinkEvent['lists']): LinkEvent {
  const time = 1_750_000_000_000 + position * HOUR;
  const told = { source, occurred: time, recorded: time, position, fields };
  return lists === undefined ? told : { ...told, lists };
}

const instant = (position: number): NetworkInstant => at(1_750_000_000_000 + position * HOUR);

/** Two people on one device, the second with a bad loan; a third who lists the second. */
function smallNetwork(): Network {
  const network = new Network();
  network.take(event(1, 'session.started', { person: 1, id_device: 'd', network: 'n1' }));
  network.take(event(2, 'session.started', { person: 2, id_device: 'd', network: 'n2', id_phone: 'p2' }));
  network.take(event(3, 'contacts.synced', { person: 3 }, { contacts: ['p2', 'p9'] }));
  network.take(event(4, 'loan.delinquent', { person: 2, dpd: 30 }));
  return network;
}

/** Everything that a read sees of every person. */
function seen(network: Network, when: NetworkInstant): string {
  const tick = network.tickAt(when);
  const views = Array.from({ length: 25 }, (_, person) => {
    const node = network.personNode(person);
    if (node === undefined) return person;
    const around = surroundings(network, [`person:${person}`], { at: when, hops: 2, limit: 40 });
    // Whether a later event brings him or not.
    if (around.links.length === 0) return person;
    return [around, network.records.of(node, tick).map(({ kind, value, occurred }) => [kind, value, occurred])];
  });
  return JSON.stringify(views, (key, value: unknown) => (key === 'tick' ? undefined : value));
}

describe('links of an event', () => {
  it('are told by its identifiers, fields and lists', () => {
    const links = linksOf(event(1, 'application.submitted', { person: 7, id_phone: 'p', cell: 'c', employer: 'e' }));
    expect(links.map(({ relation, to }) => `${relation} ${to.kind}:${to.token}`)).toEqual([
      'phone phone:p',
      'home cell:c',
      'employer employer:e',
    ]);
    expect(linksOf(event(1, 'session.started', { cell: 'c' }))).toEqual([]);
  });
});

describe('the network', () => {
  it('finds what two people share, and how they hang together', () => {
    const network = smallNetwork();
    const why = whyLinked(network, { a: 'person:1', b: 'person:2' }, { at: instant(9) });
    expect(why.shared.map(({ node, holders }) => [node.id, holders])).toEqual([['device:d', 2]]);
    const way = path(network, { a: 'person:1', b: 'person:3' }, { at: instant(9) });
    expect(way.nodes.map(({ id }) => id)).toEqual(['person:1', 'device:d', 'person:2', 'phone:p2', 'person:3']);
    expect(search(network, 'p2', instant(9)).map(({ id, links }) => [id, links])).toEqual([['phone:p2', 2]]);
  });

  it('knows nothing before it was recorded', () => {
    const network = smallNetwork();
    const statuses = [3, 4].map((position) => {
      const { nodes } = surroundings(network, ['person:2'], { at: instant(position), hops: 0 });
      return nodes[0]?.status;
    });
    expect(statuses).toEqual(['visitor', 'bad']);
    expect(path(network, { a: 'person:1', b: 'person:3' }, { at: instant(2) }).found).toBe(false);
  });

  it('shows of a hub the newest links, and says so', () => {
    const network = new Network();
    for (let person = 0; person < 80; person++) {
      network.take(event(person + 1, 'session.started', { person, network: 'shared' }));
    }
    const { nodes, cut } = surroundings(network, ['network:shared'], { at: instant(99), hops: 1, perNode: 3 });
    expect(nodes.map(({ token }) => token)).toEqual(['shared', '79', '78', '77']);
    expect(cut).toEqual([{ id: 'network:shared', shown: 3, links: 80 }]);
  });

  it('keeps groups with their history by day', () => {
    const network = smallNetwork();
    // Of a few links alone modularity makes groups that are too small.
    for (let other = 10; other < 40; other++) {
      network.take(event(other, 'session.started', { person: other, id_device: `d${other}`, network: `n${other}` }));
    }
    network.take(event(60, 'session.started', { person: 5, id_device: 'd' }));
    network.closeDay();
    const id = surroundings(network, ['person:1'], { at: instant(99), hops: 0 }).nodes[0]?.community ?? -1;
    const { people, bad, history, nodes } = community(network, id, instant(99));
    expect([people, bad]).toEqual([3, 1]);
    expect(history.length).toBeGreaterThan(1);
    expect(nodes.map((node) => node.id)).toContain('person:5');
    expect(community(network, id, instant(50)).nodes.map((node) => node.id)).not.toContain('person:5');
  });

  it('forgets an erased person, before and after', () => {
    const network = smallNetwork();
    network.erase(2);
    expect(path(network, { a: 'person:1', b: 'person:3' }, { at: instant(9) }).found).toBe(false);
    expect(() => surroundings(network, ['person:2'], { at: instant(9) })).toThrow(/knows no node/);
    network.take(event(9, 'session.started', { person: 2, id_device: 'd' }));
    expect(network.faults.erased).toBe(1);
    expect(new TextDecoder().decode(snapshotNetwork(network))).not.toContain('person:2"');
  });

  it('says of the past later what it said then, after a replay and after a restart too', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const history = randomHistory(seed, { steps: 120 });
        const network = new Network();
        const live: [NetworkInstant, string][] = [];
        let restored = network;
        history.forEach((step, i) => {
          tell(network, step);
          if (restored !== network) tell(restored, step);
          if (i === 60) restored = restoreNetwork(snapshotNetwork(network));
          if (step.kind !== 'event' || i % 10 !== 0) return;
          const when = { asOf: step.event.recorded, position: step.event.position };
          live.push([when, seen(network, when)]);
        });
        const again = new Network();
        for (const step of history) tell(again, step);
        again.compact();
        for (const [when, told] of live) {
          for (const one of [network, restored, again]) expect(seen(one, when)).toBe(told);
        }
      }),
      { numRuns: 3 },
    );
  });
});
