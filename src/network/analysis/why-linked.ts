import { log } from '#base';
import type { NetworkParts } from '../network.ts';
import { relations, type Relation } from '../links/relations.ts';
import { nodeNamed } from './surroundings.ts';
import { bundlesOf, nodeView, type Bundle, type LinkQuery, type NetworkNode } from './views.ts';

/** One thing that two nodes share. */
export interface SharedEntity {
  readonly node: NetworkNode;
  readonly relation: string;
  /** How many are linked to it, counted up to the newest 20,000 links. */
  readonly holders: number;
  /** Minus the decimal logarithm of the chance that two persons share such a thing: 3 is one pair in a thousand. */
  readonly rarity: number;
  readonly a: Sightings;
  readonly b: Sightings;
}

/** When a node was seen with it; milliseconds. */
export interface Sightings {
  readonly events: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface WhyLinked {
  readonly a: NetworkNode;
  readonly b: NetworkNode;
  /** The rarest first. */
  readonly shared: readonly SharedEntity[];
}

/** What two nodes (persons mostly) share, since when, and how rare that is; a direct link is shown as sharing each other. */
export function whyLinked(
  network: NetworkParts,
  ends: { readonly a: string; readonly b: string },
  query: LinkQuery,
): WhyLinked {
  const [a, b] = [nodeNamed(network, ends.a), nodeNamed(network, ends.b)];
  const ofB = new Map(bundlesOf(network, b, query).map((bundle) => [keyOf(bundle), bundle]));
  const people = network.nodes.figures().find(({ kind }) => kind === 'person')?.nodes ?? 1;
  const shared = bundlesOf(network, a, query).flatMap((bundle): SharedEntity[] => {
    const other = ofB.get(keyOf(bundle));
    if (bundle.end === b) {
      const sightings = sightingsOf(bundle);
      const direct = { node: nodeView(network, b, query.at), relation: nameOf(bundle), holders: 2 };
      return [{ ...direct, rarity: rarityOf(2, people), a: sightings, b: sightings }];
    }
    if (other === undefined) return [];
    const holders = new Set(
      bundlesOf(network, bundle.end, { at: query.at, relations: [nameOf(bundle)] }).map(({ end }) => end),
    ).size;
    const about = { node: nodeView(network, bundle.end, query.at), relation: nameOf(bundle), holders };
    return [{ ...about, rarity: rarityOf(holders, people), a: sightingsOf(bundle), b: sightingsOf(other) }];
  });
  shared.sort((x, y) => y.rarity - x.rarity || (x.node.id < y.node.id ? -1 : 1));
  return { a: nodeView(network, a, query.at), b: nodeView(network, b, query.at), shared };
}

const keyOf = ({ end, relation }: Bundle): number => end * 128 + relation;

const nameOf = ({ relation }: Bundle): string => (relations[relation] as Relation).name;

function sightingsOf({ events, first, last }: Bundle): Sightings {
  return { events, firstAt: 1000 * first, lastAt: 1000 * last };
}

/** Of all pairs of people, the share that a thing with so many holders joins. */
function rarityOf(holders: number, people: number): number {
  const chance =
    (Math.max(2, holders) * (Math.max(2, holders) - 1)) / (Math.max(3, people) * (Math.max(3, people) - 1));
  return Math.max(0, -log(Math.min(1, chance)) / log(10));
}
