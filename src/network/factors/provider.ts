import type { ContributingEvent, FactorEvidence, FactorProvider, ProvidedFactor, ReadRequest } from '#factors';
import type { LinkEvent } from '../link-event.ts';
import { placeOfRecord } from '../links/records-of.ts';
import { secondsOf, type NetworkParts } from '../network.ts';
import { strongChannels, type Channel } from './channels.ts';
import { Ego, type Partner } from './ego.ts';
import { GRAPH, graphFactors, type GraphFactor, type GraphSpec } from './graph-factor.ts';
import { PartnerSummaries } from './partner-summary.ts';
import { channelCell, readChannel, type ChannelCell } from './read-channel.ts';
import { readGroup, type GroupCell } from './read-group.ts';
import { readLocal, type LocalCell } from './read-local.ts';
import { readRisk, type RiskCell } from './read-risk.ts';

/** The cells of a list of factors by what they are read from; `place` is the place in the list. */
interface Plan {
  readonly near: ReadonlyMap<Channel, ChannelCell[]>;
  readonly far: ReadonlyMap<Channel, ChannelCell[]>;
  readonly group: readonly GroupCell[];
  readonly local: readonly LocalCell[];
  readonly risk: readonly RiskCell[];
}

/** Reads graph factors of people from a network. */
export class GraphReader {
  private readonly network: NetworkParts;
  private readonly plan: Plan;
  private readonly ego: Ego;
  private readonly summaries: PartnerSummaries;
  private readonly values: Float64Array;

  constructor(network: NetworkParts, specs: readonly (GraphSpec | undefined)[]) {
    this.network = network;
    this.plan = planOf(specs);
    this.ego = new Ego(network);
    this.summaries = new PartnerSummaries(network.records);
    this.values = new Float64Array(specs.length);
  }

  /** The values of a person as of an instant, in the order of the list; NaN where missing. The array is used again. */
  read({ keys, at, current }: ReadRequest): Float64Array {
    const { network, plan, ego, summaries, values } = this;
    values.fill(NaN);
    const token = keys['person'];
    if (token === undefined || Number.isNaN(at.asOf)) return values;
    const [tick, until] = [network.ticks.at(at), secondsOf(at.asOf)];
    const node = network.nodes.find({ kind: 'person', token: String(token) });
    const { asOf, position } = at;
    const event: LinkEvent | undefined = current && { ...current, occurred: asOf, recorded: asOf, position };
    ego.begin(node, tick, { until, current: event });
    summaries.begin(tick, until);
    const target = { into: values, at: until, summaries };
    for (const [channel, cells] of plan.near) readChannel(ego.partners(channel), cells, target);
    for (const [channel, cells] of plan.far) readChannel(ego.deepPartners(channel), cells, target);
    if (plan.group.length > 0) readGroup(network, plan.group, { ...target, at: { node, tick, until } });
    if (plan.local.length > 0) readLocal(ego, plan.local, values);
    if (plan.risk.length > 0) readRisk(ego, plan.risk, target);
    return values;
  }
}

/** Brings the graph factors of a network to a library: `library.provide(graphProvider(network))`. */
export function graphProvider(network: NetworkParts): FactorProvider {
  const factors = graphFactors();
  const byName = new Map(factors.map((factor) => [factor.definition.name, factor]));
  const byMeaning = new Map(factors.map((factor) => [factor.definition.meaning, factor]));
  return {
    name: GRAPH,
    packs: [GRAPH],
    find(name) {
      const found = byName.get(name);
      return found && { definition: found.definition, pack: GRAPH };
    },
    names: () => byName.keys(),
    compile(wanted) {
      const reader = new GraphReader(
        network,
        wanted.map(({ meaning }) => byMeaning.get(meaning)?.spec),
      );
      return {
        read(request, into, places) {
          const values = reader.read(request);
          for (let i = 0; i < places.length; i++) into[places[i] as number] = values[i] as number;
        },
      };
    },
    explain: (factor, request) => explainGraph(network, { factor, found: byMeaning.get(factor.meaning) }, request),
  };
}

function planOf(specs: readonly (GraphSpec | undefined)[]): Plan {
  const [near, far] = [new Map<Channel, ChannelCell[]>(), new Map<Channel, ChannelCell[]>()];
  const plan = { near, far, group: [] as GroupCell[], local: [] as LocalCell[], risk: [] as RiskCell[] };
  specs.forEach((spec, place) => {
    if (spec?.of === 'channel') {
      const side = spec.hop === 1 ? near : far;
      const cells = side.get(spec.channel) ?? [];
      side.set(spec.channel, cells);
      cells.push(channelCell(place, spec.window, spec.measure));
    } else if (spec?.of === 'group') plan.group.push({ place, measure: spec.measure });
    else if (spec?.of === 'local') plan.local.push({ place, measure: spec.measure });
    else if (spec !== undefined) plan.risk.push({ place, of: spec.of, mark: spec.mark });
  });
  return plan;
}

/** The people behind a value, with what is known of each; the newest link first. */
function explainGraph(
  network: NetworkParts,
  { factor, found }: { readonly factor: ProvidedFactor; readonly found: GraphFactor | undefined },
  { keys, at, limit }: ReadRequest & { readonly limit: number },
): FactorEvidence {
  const ego = new Ego(network);
  const summaries = new PartnerSummaries(network.records);
  const [tick, until] = [network.ticks.at(at), secondsOf(at.asOf)];
  ego.begin(network.nodes.find({ kind: 'person', token: String(keys['person']) }), tick, { until });
  summaries.begin(tick, until);
  const spec = found?.spec;
  const ways = spec?.of === 'channel' ? [spec.channel] : strongChannels;
  const isFar = spec?.of === 'channel' && spec.hop === 2;
  const partners = ways.flatMap((channel) => {
    const { partners: those } = isFar ? ego.deepPartners(channel) : ego.partners(channel);
    return those.map((partner) => ({ partner, channel: channel.name }));
  });
  partners.sort((a, b) => b.partner.last - a.partner.last || a.partner.person - b.partner.person);
  const events = partners.slice(0, limit).map(({ partner, channel }): ContributingEvent => {
    const known = summaries.of(partner.person).newest;
    const marks = ['applied', 'rejected', 'overdue', 'bad', 'confirmed'] as const;
    const told = marks.filter((mark) => !Number.isNaN(known[placeOfRecord(mark) ?? 0] ?? NaN)).join(' ');
    return eventOf(network, partner, { channel, told, at: at.asOf });
  });
  const about = { name: factor.name, entity: factor.entity, from: -Infinity, to: at.asOf };
  return { ...about, looked: partners.length, isCapped: partners.length > limit, events };
}

function eventOf(
  { nodes }: NetworkParts,
  { person, last, things }: Partner,
  { channel, told, at }: { readonly channel: string; readonly told: string; readonly at: number },
): ContributingEvent {
  const fields = { partner: nodes.idOf(person), shared: things, known: told === '' ? null : told };
  const when = { position: -1, occurred: 1000 * last, recorded: at };
  return { kind: `link.${channel}`, ...when, fields, passesFilter: true, isInWindow: true };
}
