import { log } from '#base';
import type { Graph } from '../store/graph.ts';

/** How alike the neighbours of two nodes are. */
export interface Similarity {
  readonly common: number;
  /** Common over all neighbours of either (Jaccard, 1901). */
  readonly jaccard: number;
  /** Common neighbours, each by one over the logarithm of its degree (Adamic and Adar, 2003). */
  readonly adamicAdar: number;
  /** Common over the neighbours of the node that has fewer. */
  readonly overlap: number;
}

export type SimilarityMeasure = keyof Similarity;

/** Compares two nodes of a graph by their (out-) neighbours; linear in both degrees. */
export function similarity({ out: { offsets, targets } }: Graph, a: number, b: number): Similarity {
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  let [i, k, common, rare] = [offsets[a] as number, offsets[b] as number, 0, 0];
  while (i < (offsets[a + 1] as number) && k < (offsets[b + 1] as number)) {
    const [x, y] = [targets[i] as number, targets[k] as number];
    if (x <= y) i++;
    if (y <= x) k++;
    if (x !== y) continue;
    common++;
    rare += rarity(degree(x));
  }
  return measured({ common, rare, first: degree(a), second: degree(b) });
}

export interface SimilarOptions {
  readonly measure?: SimilarityMeasure;
  /** Nodes at most; 10. */
  readonly k?: number;
  /** Neighbours with more neighbours than this make nobody alike; 1,000. */
  readonly hub?: number;
}

/** The nodes most like one, the most first, equal ones by number; it looks at neighbours' neighbours, hubs left out. */
export function similarNodes(
  { out: { offsets, targets } }: Graph,
  node: number,
  { measure = 'adamicAdar', k = 10, hub = 1000 }: SimilarOptions = {},
): readonly (Similarity & { readonly node: number })[] {
  const degree = (v: number): number => (offsets[v + 1] as number) - (offsets[v] as number);
  const found = new Map<number, [common: number, rare: number]>();
  for (let a = offsets[node] as number; a < (offsets[node + 1] as number); a++) {
    const middle = targets[a] as number;
    if (degree(middle) > hub) continue;
    for (let b = offsets[middle] as number; b < (offsets[middle + 1] as number); b++) {
      const other = targets[b] as number;
      if (other === node) continue;
      const [common, rare] = found.get(other) ?? [0, 0];
      found.set(other, [common + 1, rare + rarity(degree(middle))]);
    }
  }
  return [...found]
    .map(([other, [common, rare]]) => ({
      node: other,
      ...measured({ common, rare, first: degree(node), second: degree(other) }),
    }))
    .sort((x, y) => y[measure] - x[measure] || x.node - y.node)
    .slice(0, k);
}

/** A neighbour of one alone tells as much as one of two. */
function rarity(degree: number): number {
  return 1 / log(Math.max(2, degree));
}

function measured(told: {
  readonly common: number;
  readonly rare: number;
  readonly first: number;
  readonly second: number;
}): Similarity {
  const { common, rare, first, second } = told;
  const all = first + second - common;
  const least = Math.min(first, second);
  return { common, jaccard: all > 0 ? common / all : 0, adamicAdar: rare, overlap: least > 0 ? common / least : 0 };
}
