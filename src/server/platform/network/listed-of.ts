import type { ListMatch } from '#decide';
import type { EventFlattener } from '#factors';
import type { IdentityService } from '#identity';
import type { LendPorts } from '#lend';
import { linkEventOf, ownThings, type Network } from '#network';
import type { NetworkLists } from './network-lists.ts';

export interface ListedPorts {
  readonly lists: NetworkLists;
  readonly network: Network;
  readonly identity: Pick<IdentityService, 'resolver'>;
  readonly flattener: EventFlattener;
}

/**
 * Answers which lists an applicant is on as of his application: he himself under any of his ids, and what is his own. A few look-ups in
 * memory; nothing at all while no node is listed. What was listed later than the event is not seen.
 */
export function listedOf({ lists, network, identity, flattener }: ListedPorts): NonNullable<LendPorts['listed']> {
  const { resolver } = identity;
  return ({ event, person }) => {
    if (lists.size === 0) return [];
    const at = { asOf: event.recordedAt, position: event.offset };
    const told = linkEventOf({ event, person: person.index }, flattener);
    const things = ownThings(network, { person: person.index, event: told, at });
    const selves = [...network.mergedInto(person.index)].filter((index) => resolver.byIndex(index) === person);
    const ids = [...selves.map((index) => `person:${resolver.asMade(index).id}`), ...things];
    return ids.flatMap((node): ListMatch[] => {
      const listing = lists.get(node);
      return listing === undefined || listing.at > event.recordedAt ? [] : [{ list: listing.list, node }];
    });
  };
}
