import { createRng } from '#base';
import { undirectedView, type Graph } from '#graph';
import { attributeParts } from './attribute-parts.ts';
import { contrastParts } from './contrast-parts.ts';
import { lowRank } from './low-rank.ts';
import { standardised } from './matrix.ts';
import { structureParts } from './structure-parts.ts';
import { meanOf, oneVoice } from './tails.ts';

/** Directions of most variance that are kept, and nodes that there must be for each. */
const [RANK, NODES_EACH] = [16, 20] as const;

/** Outliers of a network, all by node. */
export interface Outliers {
  /** The sum of what the voices tell; 1 for each on average. */
  readonly score: Float64Array;
  /** Attributes, contrast with neighbours, structure: each minus the natural logarithm of a share of the nodes. */
  readonly voices: Readonly<Record<string, Float64Array>>;
  /** What each voice is made of, in the same measure. */
  readonly parts: Readonly<Record<string, Float64Array>>;
}

/**
 * Nodes that are unlike the others, without a label: each part ranks the nodes by one thing that may be odd, parts that see the same
 * thing speak with one voice, and the voices (attributes alone, attributes beside those of neighbours, structure) are added up as
 * Fisher (1925) combines independent tests. Nothing is tuned; without attributes the structure speaks alone.
 *
 * @param figures attributes, a number for each node, NaN where it is not known.
 */
export async function findOutliers(
  graph: Graph,
  figures: readonly Float64Array[],
  { seed }: { readonly seed: number },
): Promise<Outliers> {
  const simple = undirectedView(graph);
  const rng = createRng(seed).fork('outliers');
  const structure = structureParts(simple);
  const matrix = standardised(figures, graph.nodes);
  const groups: Record<string, Readonly<Record<string, Float64Array>>> = { structure };
  if (matrix.columns > 0) {
    const rank = Math.max(2, Math.min(RANK, Math.floor(graph.nodes / NODES_EACH)));
    const low = lowRank(matrix, { rank, rng: rng.fork('directions') });
    groups.attributes = await attributeParts(figures, { low, rng: rng.fork('sample'), seed });
    groups.contrast = await contrastParts(simple, { matrix, low, rng: rng.fork('fit'), seed });
  }
  const voices = Object.fromEntries(
    Object.entries(groups).map(([name, parts]) => [
      name,
      name === 'structure' ? meanOf(Object.values(parts)) : oneVoice(Object.values(parts)),
    ]),
  );
  const score = new Float64Array(graph.nodes);
  for (const voice of Object.values(voices)) voice.forEach((tail, v) => (score[v] = (score[v] as number) + tail));
  return { score, voices, parts: Object.assign({}, ...Object.values(groups)) as Outliers['parts'] };
}
