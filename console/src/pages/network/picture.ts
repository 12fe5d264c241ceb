import type { NetworkLink, NetworkNode, Surroundings } from '../../api/contract.ts';

/** What a ring view shows: nodes and links that were fetched so far. */
export interface Picture {
  readonly nodes: ReadonlyMap<string, NetworkNode>;
  readonly links: ReadonlyMap<string, NetworkLink>;
  /** Nodes that were asked for; they stay when what was found around another one goes. */
  readonly seeds: ReadonlySet<string>;
  /** Nodes of which not all links are shown. */
  readonly cut: ReadonlyMap<string, number>;
}

export const emptyPicture: Picture = { nodes: new Map(), links: new Map(), seeds: new Set(), cut: new Map() };

export const linkId = ({ from, to, relation }: NetworkLink): string => `${from} ${relation} ${to}`;

/** Adds what lies around some nodes. */
export function added(
  picture: Picture,
  found: Pick<Surroundings, 'nodes' | 'links'> & { readonly cut?: Surroundings['cut'] },
  seeds: Iterable<string> = [],
): Picture {
  return {
    nodes: new Map([...picture.nodes, ...found.nodes.map((node) => [node.id, node] as const)]),
    links: new Map([...picture.links, ...found.links.map((link) => [linkId(link), link] as const)]),
    seeds: new Set([...picture.seeds, ...seeds]),
    cut: new Map([...picture.cut, ...(found.cut ?? []).map(({ id, links }) => [id, links] as const)]),
  };
}

/** Takes nodes out, with their links. */
export function without(picture: Picture, gone: ReadonlySet<string>): Picture {
  const keeps = (id: string): boolean => !gone.has(id);
  return {
    nodes: new Map([...picture.nodes].filter(([id]) => keeps(id))),
    links: new Map([...picture.links].filter(([, { from, to }]) => keeps(from) && keeps(to))),
    seeds: new Set([...picture.seeds].filter(keeps)),
    cut: new Map([...picture.cut].filter(([id]) => keeps(id))),
  };
}

/** Undoes the expansion of one node: what hangs on it alone goes, and what hangs on that alone. */
export function collapsed(picture: Picture, id: string): Picture {
  const reached = new Set(picture.seeds);
  reached.delete(id);
  const around = neighboursOf(picture.links.values());
  const queue = [...reached];
  for (const node of queue) {
    for (const next of around.get(node) ?? []) {
      if (reached.has(next) || next === id) continue;
      reached.add(next);
      queue.push(next);
    }
  }
  const gone = new Set([...picture.nodes.keys()].filter((node) => node !== id && !reached.has(node)));
  return without(picture, gone);
}

function neighboursOf(links: Iterable<NetworkLink>): Map<string, string[]> {
  const around = new Map<string, string[]>();
  const put = (a: string, b: string): void => {
    const known = around.get(a);
    if (known === undefined) around.set(a, [b]);
    else known.push(b);
  };
  for (const { from, to } of links) {
    put(from, to);
    put(to, from);
  }
  return around;
}

/** The first and the last instant of a picture's links, milliseconds. */
export function spanOf({ links }: Picture): readonly [number, number] | undefined {
  let [first, last] = [Infinity, -Infinity];
  for (const { firstAt, lastAt } of links.values()) {
    first = Math.min(first, Date.parse(firstAt));
    last = Math.max(last, Date.parse(lastAt));
  }
  return first <= last ? [first, last] : undefined;
}

/** What of a picture is seen. */
export interface Sight {
  readonly nodes: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

interface SightOptions {
  /** Links that began later are not seen, milliseconds. */
  readonly until: number;
  /** Relations that are not seen. */
  readonly hidden: ReadonlySet<string>;
  /** Leaves out what hangs on one node alone: what ties the others together stays. */
  readonly isSharedOnly: boolean;
}

/** Links that had begun by an instant, of the relations that are not hidden, and the nodes that they leave. */
export function sightOf(picture: Picture, { until, hidden, isSharedOnly }: SightOptions): Sight {
  const seen = [...picture.links].filter(
    ([, { relation, firstAt }]) => !hidden.has(relation) && Date.parse(firstAt) <= until,
  );
  const around = neighboursOf(seen.map(([, link]) => link));
  const isShown = (id: string): boolean => !isSharedOnly || picture.seeds.has(id) || new Set(around.get(id)).size > 1;
  const shown = seen.filter(([, { from, to }]) => isShown(from) && isShown(to));
  return {
    nodes: new Set([...picture.seeds, ...shown.flatMap(([, { from, to }]) => [from, to])]),
    links: new Set(shown.map(([id]) => id)),
  };
}
