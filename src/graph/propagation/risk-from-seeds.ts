import { DAY_MS, exp, log } from '#base';
import { INWARD } from '../store/arc-columns.ts';
import { visitArcs, type ArcLayers } from '../store/arc-layers.ts';

/** A node of which something bad is known. */
export interface RiskSeed {
  readonly node: number;
  /** How bad, 0 to 1; 1 when left out. */
  readonly weight?: number;
  /** When that became known, in seconds; seeds that are later than the look do not count. */
  readonly since?: number;
}

export interface RiskOptions {
  /** The instant of the look, in seconds. */
  readonly asOf: number;
  /** Hops at most; 3. */
  readonly hops?: number;
  /** What is left after a hop; 0.5. */
  readonly decay?: number;
  /** What is left over an edge of each relation, 0 to 1; 1 where left out. */
  readonly strengths?: readonly number[];
  /** Days after which an edge, or what is known of a seed, counts half; never when left out. */
  readonly edgeHalfLifeDays?: number;
  readonly seedHalfLifeDays?: number;
  /** Of a hub the newest so many edges are followed; 100. */
  readonly hub?: number;
  /** Risk below this is not carried on; 0.001. */
  readonly least?: number;
}

/** The risk of a node and where most of it comes from. */
export interface NodeRisk {
  readonly node: number;
  /** Chance that at least one seed's risk arrives, were they independent. */
  readonly score: number;
  /** The seed that gives most, what it gives, and the way from it to the node, both ends included. */
  readonly seed: number;
  readonly share: number;
  readonly path: readonly number[];
}

const DAY_SECONDS = DAY_MS / 1000;

/**
 * Risk that comes from seeds along edges as of an instant. What a seed gives a node is that of the best way within the hops: its
 * weight, times decay, relation's strength and age of the edge at each hop; what several seeds give is joined as independent
 * chances. A seed gives itself nothing. Nodes by falling score, equal ones by number. Cost: for each seed the edges around it.
 */
export function riskFromSeeds(
  layers: ArcLayers,
  seeds: readonly RiskSeed[],
  options: RiskOptions,
): readonly NodeRisk[] {
  const { asOf, seedHalfLifeDays = Infinity } = options;
  const risks = new Map<number, Joined>();
  for (const { node, weight = 1, since = 0 } of seeds) {
    if (since > asOf) continue;
    const start = weight * aged(asOf - since, seedHalfLifeDays);
    for (const reached of waysFrom(layers, { node, start }, options)) join(risks, node, reached);
  }
  return [...risks]
    .map(([node, { without, ...best }]) => ({ node, score: 1 - without, ...best }))
    .sort((a, b) => b.score - a.score || a.node - b.node);
}

interface Joined {
  /** Chance that no risk arrives. */
  without: number;
  seed: number;
  share: number;
  path: readonly number[];
}

interface Reached {
  readonly node: number;
  readonly share: number;
  readonly path: readonly number[];
}

function join(risks: Map<number, Joined>, seed: number, { node, share, path }: Reached): void {
  const known = risks.get(node);
  if (known === undefined) {
    risks.set(node, { without: 1 - share, seed, share, path });
    return;
  }
  known.without *= 1 - share;
  if (share > known.share || (share === known.share && seed < known.seed)) Object.assign(known, { seed, share, path });
}

/** Best ways by hop: of as many hops or fewer, the one that leaves most; of equal ones that over the smaller node. */
function waysFrom(
  layers: ArcLayers,
  { node, start }: { readonly node: number; readonly start: number },
  options: RiskOptions,
): Iterable<Reached> {
  const { hops = 3, least = 0.001 } = options;
  const best = new Map<number, Reached>();
  let front: readonly Reached[] = [{ node, share: start, path: [node] }];
  for (let hop = 0; hop < hops && front.length > 0; hop++) {
    const next = new Map<number, Reached>();
    for (const from of front) {
      for (const [to, left] of edgesFrom(layers, from.node, options)) {
        const share = from.share * left;
        if (to === node || share < least || share <= (best.get(to)?.share ?? 0)) continue;
        const other = next.get(to);
        const isBetter =
          other === undefined || share > other.share || (share === other.share && from.node < (other.path.at(-2) ?? 0));
        if (isBetter) next.set(to, { node: to, share, path: [...from.path, to] });
      }
    }
    for (const [to, reached] of next) best.set(to, reached);
    front = [...next.values()].sort((a, b) => a.node - b.node);
  }
  return best.values();
}

/** What is left over the best edge to each neighbour. */
function edgesFrom(layers: ArcLayers, node: number, options: RiskOptions): Map<number, number> {
  const { asOf, decay = 0.5, strengths = [], edgeHalfLifeDays = Infinity, hub = 100 } = options;
  const found = new Map<number, number>();
  visitArcs(layers, { node, query: { asOf, limit: hub } }, ({ ends, types, occurred }, place) => {
    const to = ends[place] as number;
    const relation = (types?.[place] ?? 0) & ~INWARD;
    const age = Math.max(0, asOf - (occurred?.[place] ?? asOf));
    const left = decay * (strengths[relation] ?? 1) * aged(age, edgeHalfLifeDays);
    if (left > (found.get(to) ?? 0)) found.set(to, left);
    return true;
  });
  return found;
}

function aged(seconds: number, halfLifeDays: number): number {
  return halfLifeDays === Infinity ? 1 : exp((-seconds / (halfLifeDays * DAY_SECONDS)) * log(2));
}
