import { strongChannels } from './channels.ts';
import type { Ego } from './ego.ts';
import type { LocalMeasure } from './measures.ts';

/** Partners that the shape is made of, and things of each. */
const [MOST, THINGS] = [32, 16];

export interface LocalCell {
  readonly place: number;
  readonly measure: LocalMeasure;
}

/** Fills in the shape of what lies around the person: his strong partners, and which of them are linked without him. */
export function readLocal(ego: Ego, cells: readonly LocalCell[], into: Float64Array): void {
  const own = new Set<number>();
  // A thing that the person shares with two is no link of theirs without him.
  const shared = new Set<number>();
  for (const channel of strongChannels) {
    const { partners, things } = ego.partners(channel);
    for (const { person } of partners) own.add(person);
    for (const { node } of things) shared.add(node);
  }
  const partners = [...own].slice(0, MOST);
  const needsShape = cells.some(({ measure }) => measure !== 'partners');
  const links = needsShape ? linksAmong(ego, partners, shared) : [];
  const triangles = links.reduce((sum, ends) => sum + ends.size, 0) / 2;
  const pairs = (partners.length * (partners.length - 1)) / 2;
  const values: Record<LocalMeasure, () => number> = {
    partners: () => own.size,
    triangles: () => triangles,
    density: () => (pairs === 0 ? NaN : triangles / pairs),
    core: () => (partners.length === 0 ? 0 : 1 + coreOf(links)),
  };
  for (const { place, measure } of cells) into[place] = values[measure]();
}

/** By place of a partner the places of those he shares something with that the person has not. */
function linksAmong(ego: Ego, partners: readonly number[], shared: ReadonlySet<number>): Set<number>[] {
  const places = new Map(partners.map((person, place) => [person, place]));
  const links = partners.map(() => new Set<number>());
  partners.forEach((person, place) => {
    for (const channel of strongChannels) {
      for (const other of ego.partnersBeyond(person, { channel, most: THINGS, without: shared })) {
        const end = places.get(other);
        if (end === undefined || end === place) continue;
        links[place]?.add(end);
        links[end]?.add(place);
      }
    }
  });
  return links;
}

/** The largest k such that k + 1 partners each share something with k of them. */
function coreOf(links: readonly ReadonlySet<number>[]): number {
  const degrees = links.map(({ size }) => size);
  const left = new Set(links.keys());
  let core = 0;
  while (left.size > 0) {
    let least = -1;
    for (const place of left) if (least < 0 || (degrees[place] as number) < (degrees[least] as number)) least = place;
    core = Math.max(core, degrees[least] as number);
    left.delete(least);
    for (const end of links[least] as ReadonlySet<number>)
      if (left.has(end)) degrees[end] = (degrees[end] as number) - 1;
  }
  return core;
}
