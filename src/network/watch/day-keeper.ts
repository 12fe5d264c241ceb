import { graphOfLayers, modularity, weakComponents, type CommunityChange } from '#graph';
import { graphFactors } from '../factors/graph-factor.ts';
import { GraphReader } from '../factors/provider.ts';
import type { LinkEvent } from '../link-event.ts';
import { placeOfRecord, recordsOf, recordKinds } from '../links/records-of.ts';
import { linksOf } from '../links/links-of.ts';
import type { Network } from '../network.ts';
import type { DayFigures } from './day-figures.ts';
import { watchedDegrees, watchedFactors } from './figure-names.ts';

/** Holders of a thing beyond which they are not counted. */
const MOST_HOLDERS = 64;
/** Kinds of record from this place on are figures. */
const FIRST_FIGURE = placeOfRecord('number_age') ?? 0;
/** A group that grew by this share, and at least so many, burst. */
const [BURST, LEAST] = [0.5, 4];

/** Gathers the figures of each day of a network, and tells them when it ends. */
export class DayKeeper {
  private readonly network: Network;
  private readonly reader: GraphReader;
  private readonly tell: (figures: DayFigures) => void;
  private counts = new Map<string, number>();
  private samples = new Map<string, number[]>();
  /** People seen with each thing today. */
  private holders = new Map<string, Set<string>>();
  private people: number;

  constructor(network: Network, tell: (figures: DayFigures) => void) {
    this.network = network;
    this.tell = tell;
    const specs = new Map(graphFactors().map(({ definition, spec }) => [definition.name, spec]));
    this.reader = new GraphReader(
      network,
      watchedFactors.map((name) => specs.get(name)),
    );
    this.people = this.countPeople();
    network.onEvent((event) => this.see(event));
    network.onDay((day, changes) => this.close(day, changes));
  }

  /** Ends the day that is on its way. */
  end(): void {
    this.network.closeDay();
  }

  private see(event: LinkEvent): void {
    const degrees = new Set<string>(watchedDegrees);
    for (const { relation, from, to } of linksOf(event)) {
      this.count(`links.${relation}`);
      if (degrees.has(relation)) this.hold(`${relation} ${to.token}`, from.token);
      if (degrees.has(relation)) this.sample(`degree.${relation}`, this.degree(`${to.kind}:${to.token}`));
    }
    for (const { kind, value } of recordsOf(event)) {
      const isFigure = (placeOfRecord(kind) ?? 0) >= FIRST_FIGURE;
      if (isFigure) this.sample(`attribute.${kind}`, value);
      else this.count(`outcome.${kind}`);
    }
    const { person } = event.fields;
    if (event.source !== 'application.submitted' || typeof person !== 'number') return;
    const at = { asOf: event.recorded, position: event.position };
    const values = this.reader.read({ keys: { person }, at });
    watchedFactors.forEach((name, i) => this.sample(name, values[i] as number));
  }

  private close(day: number, changes: readonly CommunityChange[]): void {
    // When all groups were made anew the changes are not of this day alone.
    const { wasRefreshed } = this.network.groups;
    const told = (count: number): number => (wasRefreshed ? NaN : count);
    const of = (kind: CommunityChange['kind']): number => told(changes.filter((change) => change.kind === kind).length);
    const grown = changes.flatMap((change) =>
      change.kind === 'growth' ? [[change.size, change.before] as const] : [],
    );
    const people = this.countPeople();
    const bursts = grown.filter(([size, before]) => size - before >= Math.max(LEAST, BURST * before)).length;
    const counts = {
      ...zeros(),
      ...Object.fromEntries(this.counts),
      ...this.busiest(),
      'nodes.person': people - this.people,
      'groups.births': of('birth'),
      'groups.merges': of('merge'),
      'groups.splits': of('split'),
      'groups.bursts': told(bursts),
      'groups.largest_growth': told(grown.reduce((most, [size, before]) => Math.max(most, size - before), 0)),
    };
    this.people = people;
    this.tell({ day, counts, levels: this.structure(), samples: Object.fromEntries(this.samples) });
    this.counts = new Map();
    this.samples = new Map();
    this.holders = new Map();
  }

  private structure(): Record<string, number> {
    const { bonds, groups } = this.network;
    const nodes = bonds.numbered;
    if (nodes === 0) return {};
    const graph = graphOfLayers(bonds.store.layers, nodes);
    const components = new Map<number, number>();
    for (const root of weakComponents(graph)) components.set(root, (components.get(root) ?? 0) + 1);
    const ids = Uint32Array.from({ length: nodes }, (_, number) => number);
    const { journal } = groups;
    const first = new Map<number, number>();
    for (let number = 0; number < nodes; number++) {
      const id = journal.groupOf(bonds.nodeAt(number), journal.closings.length - 1);
      if (id === undefined) continue;
      if (!first.has(id)) first.set(id, number);
      ids[number] = first.get(id) as number;
    }
    return {
      'components.count': components.size,
      'components.largest_share': [...components.values()].reduce((most, size) => Math.max(most, size), 0) / nodes,
      'groups.count': first.size,
      'groups.modularity': modularity(graph, ids),
    };
  }

  private hold(thing: string, person: string): void {
    const known = this.holders.get(thing);
    if (known === undefined) this.holders.set(thing, new Set([person]));
    else known.add(person);
  }

  /** Most people seen today with one thing, by relation. */
  private busiest(): Record<string, number> {
    const most = Object.fromEntries(watchedDegrees.map((relation) => [`busiest.${relation}`, 0]));
    for (const [thing, people] of this.holders) {
      const name = `busiest.${thing.slice(0, thing.indexOf(' '))}`;
      most[name] = Math.max(most[name] ?? 0, people.size);
    }
    return most;
  }

  private degree(id: string): number {
    const { nodes, edges } = this.network;
    const node = nodes.byId(id);
    if (node === undefined) return NaN;
    const found = new Set<number>();
    edges.visit(node, { direction: 'in', limit: 4 * MOST_HOLDERS }, ({ ends }, place) => {
      found.add(ends[place] as number);
      return found.size < MOST_HOLDERS;
    });
    return found.size;
  }

  private countPeople(): number {
    return this.network.nodes.figures().find(({ kind }) => kind === 'person')?.nodes ?? 0;
  }

  private count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  private sample(name: string, value: number): void {
    const known = this.samples.get(name);
    if (known === undefined) this.samples.set(name, [value]);
    else known.push(value);
  }
}

/** A day without any is a day with none. */
function zeros(): Record<string, number> {
  return Object.fromEntries(recordKinds.slice(0, FIRST_FIGURE).map(({ kind }) => [`outcome.${kind}`, 0]));
}
