import { findMotifs, MOTIF_KINDS } from '../motifs/find-motifs.ts';
import type { Feature, FeatureContext } from './feature-set.ts';

/** Steps of the search of cycles, over all edges. */
const STEPS = 20_000_000;
/** Motifs that chance gives up to ten thousand of are counted: a model weighs them. */
const LEAST = -4;

/** How many motifs of each kind every row takes part in, and the best score among them. Edges with a direction and an instant only. */
export function motifShares({ events, rows }: FeatureContext): Feature[] {
  const { nodes, sources, targets, ages, amounts, sides } = events;
  if (ages === undefined || sides.length < 2) return [];
  const times = ages.map((age) => -age);
  const steps = Math.max(20, Math.min(10_000, Math.floor(STEPS / Math.max(1, sources.length))));
  const known = amounts !== undefined && amounts.every((amount) => amount > 0) ? amounts : undefined;
  const { motifs } = findMotifs({ nodes, sources, targets, times, amounts: known }, { minScore: LEAST, steps });
  return MOTIF_KINDS.flatMap((kind): Feature[] => {
    const [counts, best] = [new Float64Array(nodes), new Float64Array(nodes).fill(NaN)];
    for (const motif of motifs) {
      if (motif.kind !== kind) continue;
      for (const v of new Set(motif.members)) {
        counts[v] = (counts[v] as number) + 1;
        if (!(motif.score <= (best[v] as number))) best[v] = motif.score;
      }
    }
    const name = kind.replace('-', '_');
    const of = (values: Float64Array): Float64Array => Float64Array.from(rows, (v) => values[v] as number);
    return [
      [`motif_${name}_count`, of(counts)],
      [`motif_${name}_score`, of(best)],
    ];
  });
}
