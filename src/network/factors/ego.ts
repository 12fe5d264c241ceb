import { INWARD } from '#graph';
import type { LinkEvent } from '../link-event.ts';
import { linksOf } from '../links/links-of.ts';
import { placeOfRelation, relations } from '../links/relations.ts';
import type { NetworkParts } from '../network.ts';
import type { Channel } from './channels.ts';

/** Somebody whom a channel leads to. */
export interface Partner {
  readonly person: number;
  /** When the newest link between the two was told, seconds: the older of its two ends. */
  last: number;
  /** Things that both have to do with. */
  things: number;
  /** Chance that a walk through the person's things ends with him. */
  chance: number;
}

/** Partners of a channel, and the things that led to them. */
export interface Partners {
  readonly partners: readonly Partner[];
  readonly things: readonly { readonly node: number; readonly last: number }[];
}

/** Arcs of a person, things, and partners that one look takes. */
const [MOST_ARCS, MOST_THINGS, MOST_PARTNERS] = [2000, 120, 128];
/** Partners whose partners are looked at, things of each, and links of a thing. */
const [MOST_DEEP, DEEP_THINGS, DEEP_LINKS] = [16, 12, 12];

/** What the person at hand is linked to as of a tick; looks are made once a read and shared by all factors. */
export class Ego {
  node: number | undefined;
  tick = 0;
  /** Seconds: links that happened later are not followed. */
  until = 0;
  private readonly network: NetworkParts;
  private readonly near = new Map<string, Partners>();
  private readonly far = new Map<string, Partners>();
  private readonly things = new Map<number, Map<number, Map<number, number>>>();
  private extra: readonly { readonly relation: number; readonly thing: number }[] = [];

  constructor(network: NetworkParts) {
    this.network = network;
  }

  /** Begins a read of a person; `current` is an event that was not taken in and counts as the newest. */
  begin(
    node: number | undefined,
    tick: number,
    { until, current }: { readonly until: number; readonly current?: LinkEvent | undefined },
  ) {
    this.node = node;
    this.tick = tick;
    this.until = until;
    this.near.clear();
    this.far.clear();
    this.things.clear();
    this.extra = current === undefined ? [] : this.linksAtHand(current);
  }

  /** Partners at one hop. */
  partners(channel: Channel): Partners {
    const known = this.near.get(channel.name);
    if (known !== undefined) return known;
    const made = this.partnersOf(this.node, channel, MOST_THINGS);
    this.near.set(channel.name, made);
    return made;
  }

  /** Partners of the partners, who are no partners themselves. */
  deepPartners(channel: Channel): Partners {
    const known = this.far.get(channel.name);
    if (known !== undefined) return known;
    const { partners } = this.partners(channel);
    const own = new Set(partners.map(({ person }) => person));
    const found = new Map<number, Partner>();
    for (const { person: middle, last: near, chance } of partners.slice(0, MOST_DEEP)) {
      for (const partner of this.partnersOf(middle, channel, DEEP_THINGS).partners) {
        if (partner.person === this.node || own.has(partner.person)) continue;
        const last = Math.min(near, partner.last);
        const other = found.get(partner.person);
        if (other === undefined) found.set(partner.person, { ...partner, last, chance: chance * partner.chance });
        else {
          other.last = Math.max(other.last, last);
          other.things += partner.things;
          other.chance += chance * partner.chance;
        }
        if (found.size >= MOST_PARTNERS) break;
      }
    }
    const made = { partners: [...found.values()], things: [] };
    this.far.set(channel.name, made);
    return made;
  }

  /** Partners of any person by a channel. */
  partnersOf(node: number | undefined, channel: Channel, most: number): Partners {
    const found = new Map<number, Partner>();
    const things: { node: number; last: number }[] = [];
    for (const [lane, out] of channel.out.entries()) {
      const back = placeOfRelation(channel.back[lane] ?? channel.back[0] ?? '') ?? 0;
      const of = this.thingsOf(node, placeOfRelation(out) ?? 0);
      const share = 1 / Math.max(1, of.size);
      for (const [thing, last] of of) {
        if (things.length >= most || found.size >= MOST_PARTNERS) break;
        things.push({ node: thing, last });
        this.follow({ node, thing, back, last, share }, node === this.node ? channel.perThing : DEEP_LINKS, found);
      }
    }
    return { partners: [...found.values()], things };
  }

  /** People whom a channel leads to from any person, by other things than those told. */
  partnersBeyond(
    node: number,
    told: { readonly channel: Channel; readonly most: number; readonly without: ReadonlySet<number> },
  ): Set<number> {
    const people = new Set<number>();
    const { edges } = this.network;
    const { channel, most, without } = told;
    for (const [lane, out] of channel.out.entries()) {
      const type = placeOfRelation(channel.back[lane] ?? channel.back[0] ?? '') ?? 0;
      let left = most;
      for (const thing of this.thingsOf(node, placeOfRelation(out) ?? 0).keys()) {
        if (without.has(thing) || left-- <= 0) continue;
        const query = { asOf: this.tick, until: this.until, type, direction: 'in', limit: channel.perThing } as const;
        edges.visit(thing, query, ({ ends }, place) => {
          people.add(ends[place] as number);
          return true;
        });
      }
    }
    return people;
  }

  private follow(
    from: {
      readonly node: number | undefined;
      readonly thing: number;
      readonly back: number;
      readonly last: number;
      readonly share: number;
    },
    limit: number,
    found: Map<number, Partner>,
  ): void {
    const { edges } = this.network;
    const query = { asOf: this.tick, until: this.until, type: from.back, direction: 'in', limit } as const;
    const holders = new Map<number, number>();
    edges.visit(from.thing, query, ({ ends, occurred }, place) => {
      const [person, second] = [ends[place] as number, occurred?.[place] ?? 0];
      if (person !== from.node) holders.set(person, Math.max(second, holders.get(person) ?? 0));
      return true;
    });
    const chance = from.share / Math.max(1, holders.size);
    for (const [person, second] of holders) {
      const last = Math.min(second, from.last);
      const known = found.get(person);
      if (known === undefined) {
        if (found.size >= MOST_PARTNERS) return;
        found.set(person, { person, last, things: 1, chance });
      } else {
        known.last = Math.max(known.last, last);
        known.things++;
        known.chance += chance;
      }
    }
  }

  /** Things of a person by relation, with when each was last told; the newest first. */
  private thingsOf(node: number | undefined, relation: number): ReadonlyMap<number, number> {
    const key = node ?? -1;
    let byRelation = this.things.get(key);
    if (byRelation === undefined) this.things.set(key, (byRelation = this.collect(node)));
    return byRelation.get(relation) ?? NOTHING;
  }

  private collect(node: number | undefined): Map<number, Map<number, number>> {
    const found = new Map<number, Map<number, number>>();
    const note = (relation: number, thing: number, second: number): void => {
      const things = found.get(relation) ?? new Map<number, number>();
      if (things.size === 0) found.set(relation, things);
      things.set(thing, Math.max(second, things.get(thing) ?? 0));
    };
    if (node === this.node) for (const { relation, thing } of this.extra) note(relation, thing, this.until);
    if (node === undefined) return found;
    const query = { asOf: this.tick, until: this.until, direction: 'out', limit: MOST_ARCS } as const;
    this.network.edges.visit(node, query, ({ ends, types, occurred }, place) => {
      note((types?.[place] ?? 0) & ~INWARD, ends[place] as number, occurred?.[place] ?? 0);
      return true;
    });
    return found;
  }

  private linksAtHand(current: LinkEvent): { relation: number; thing: number }[] {
    const own = { ...current, fields: { ...current.fields, person: 'at hand' } };
    return linksOf(own).flatMap(({ relation: name, from, to }) => {
      const relation = placeOfRelation(name) ?? -1;
      const thing = this.network.nodes.find(to);
      const isOwn = from.token === 'at hand' && relations[relation]?.from === 'person';
      return isOwn && thing !== undefined ? [{ relation, thing }] : [];
    });
  }
}

const NOTHING: ReadonlyMap<number, number> = new Map();
