import { INWARD } from '#graph';
import type { NetworkInstant } from '../history/ticks.ts';
import type { LinkEvent } from '../link-event.ts';
import { isInward, type NetworkParts } from '../network.ts';
import { linksOf } from './links-of.ts';
import { relations } from './relations.ts';

/** Links to what is somebody else's: phones of a contact book, and of emergency contacts. */
const OF_OTHERS: ReadonlySet<string> = new Set(['listed', 'emergency']);

/** Links of a person that one look takes, the newest. */
const MOST_LINKS = 200;

/** Relations by which what was told before is looked up: without those that need a consent. */
const told = relations.map(({ name, from, consent }) => {
  return from === 'person' && consent === undefined && !OF_OTHERS.has(name);
});

/**
 * What is a person's own, as `kind:token`: all that an event of his tells (number, device, address, employer ...), and what he was
 * linked to before by relations that need no consent. Phones that he lists or names as contacts are not his.
 */
export function ownThings(
  { nodes, edges, ticks }: NetworkParts,
  {
    person,
    event,
    at,
  }: { readonly person: number; readonly event?: LinkEvent | undefined; readonly at: NetworkInstant },
): Set<string> {
  const found = new Set<string>();
  for (const { relation, from, to } of event === undefined ? [] : linksOf(event)) {
    if (from.kind === 'person' && !OF_OTHERS.has(relation)) found.add(`${to.kind}:${to.token}`);
  }
  const node = nodes.find({ kind: 'person', token: String(person) });
  if (node === undefined || node >= edges.nodes) return found;
  const ends = new Set<number>();
  edges.visit(node, { asOf: ticks.at(at), limit: MOST_LINKS }, ({ ends: far, types }, place) => {
    const type = types?.[place] ?? 0;
    if (!isInward(type) && told[type & ~INWARD] === true) ends.add(far[place] as number);
    return true;
  });
  for (const end of ends) found.add(nodes.idOf(end));
  return found;
}
