import { describe, expect, it } from 'vitest';
import { eventFlattener } from '#factors';
import { createResolver } from '#identity';
import { linkEventOf, Network } from '#network';
import type { Identifier, StoredEvent } from '#stream';
import { listedOf } from './listed-of.ts';
import type { NetworkLists } from './network-lists.ts';

const T = 1_750_000_000_000;
const DAY = 86_400_000;

/** A network that is told events as the platform tells them. */
function market() {
  const [network, resolver, flattener] = [new Network(), createResolver(), eventFlattener()];
  const lists: NetworkLists = new Map();
  const ask = listedOf({ lists, network, identity: { resolver }, flattener });
  let offset = 0;
  const tell = (kind: string, identifiers: Readonly<Record<string, string>>, data: object = {}) => {
    const named = Object.entries(identifiers).map(([name, token]) => ({ kind: name, token }) as Identifier);
    const at = T + ++offset * DAY;
    const event = {
      ...{ kind, version: 1, source: 'test', idempotencyKey: `${offset}`, offset, identifiers: named, data },
      ...{ occurredAt: at, recordedAt: at },
    } as unknown as StoredEvent;
    const { person, merged } = resolver.resolve(event.identifiers);
    for (const { from, into } of merged) network.merge(from.index, into.index);
    const told = linkEventOf({ event, person: person.index }, flattener);
    if (told !== undefined) network.take(told);
    return { event, person };
  };
  const put = (node: string, at = T): unknown => lists.set(node, { list: 'black', at });
  return { lists, ask, tell, put };
}

const application = {
  applicationId: 'a1',
  productId: 'p',
  amountMinor: 1000,
  currency: 'CNY',
  termMonths: 6,
  cell: 'c-1',
};

describe('lists at a decision', () => {
  it('find what the application tells, and what is known to be his without a consent', () => {
    const { ask, tell, put } = market();
    tell('session.started', { account: 'acc', phone: 'old-phone', device: 'old-device' });
    const asked = tell('application.submitted', { account: 'acc', phone: 'phone', device: 'device' }, application);
    for (const node of ['phone:phone', 'device:device', 'cell:c-1', 'phone:old-phone', 'device:old-device']) put(node);
    expect(ask(asked).map(({ node }) => node)).toEqual([
      'phone:phone',
      'device:device',
      'cell:c-1',
      // The device of the earlier session is known by his consent alone.
      'phone:old-phone',
    ]);
  });

  it('do not take the phones of his contact book for his', () => {
    const { ask, tell, put } = market();
    tell('contacts.synced', { account: 'acc' }, { contacts: ['friend'] });
    put('phone:friend');
    expect(ask(tell('application.submitted', { account: 'acc' }, application))).toEqual([]);
  });

  it('find a person under every id that he had, and see nothing that was listed later', () => {
    const { ask, tell, put, lists } = market();
    const first = tell('session.started', { phone: 'phone' });
    const second = tell('session.started', { account: 'acc' });
    put(`person:${first.person.id}`);
    expect(ask(second)).toEqual([]);
    const both = tell('application.submitted', { phone: 'phone', account: 'acc' }, application);
    expect(ask(both)).toEqual([{ list: 'black', node: `person:${first.person.id}` }]);
    lists.clear();
    put('phone:phone', both.event.recordedAt + 1);
    expect(ask(both)).toEqual([]);
  });
});
