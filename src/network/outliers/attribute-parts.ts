import { createFrame, float64Column } from '#table';
import { fitIsolationForest } from '#learn';
import type { Rng } from '#base';
import type { LowRank } from './low-rank.ts';
import { upperTails } from './tails.ts';

/** Nodes that others are compared with, and which of the nearest of them counts. */
const [SAMPLE, NEAREST] = [256, 5] as const;

/**
 * What is odd about a node's attributes alone: soon isolated by random cuts (isolation forest), badly told by the directions of most
 * variance, far from the nearest of a random sample (Sugiyama and Borgwardt, Rapid distance-based outlier detection via
 * sampling, 2013).
 */
export async function attributeParts(
  columns: readonly Float64Array[],
  { low, rng, seed }: { readonly low: LowRank; readonly rng: Rng; readonly seed: number },
): Promise<Readonly<Record<'isolated' | 'unexplained' | 'remote', Float64Array>>> {
  return {
    isolated: upperTails(await isolation(columns, seed)),
    unexplained: upperTails(low.residuals),
    remote: upperTails(remoteness(low, rng)),
  };
}

/** Scores of an isolation forest on columns; NaN of none. */
export async function isolation(columns: readonly Float64Array[], seed: number): Promise<Float64Array> {
  const varied = columns.filter((values) => values.some((value) => value !== values[0]));
  const rows = columns[0]?.length ?? 0;
  if (varied.length === 0) return new Float64Array(rows).fill(NaN);
  const frame = createFrame(varied.map((values, d) => [`a${d}`, float64Column(values)] as const));
  return (await fitIsolationForest(frame, { seed })).score(frame);
}

function remoteness({ scores }: LowRank, rng: Rng): Float64Array {
  const { rows, columns, values } = scores;
  const sample = drawn(rows, rng);
  const nearest = new Float64Array(NEAREST);
  return Float64Array.from({ length: rows }, (_, v) => {
    nearest.fill(Infinity);
    for (const w of sample) {
      if (w === v) continue;
      let squares = 0;
      for (let d = 0; d < columns; d++) {
        squares += ((values[v * columns + d] as number) - (values[w * columns + d] as number)) ** 2;
      }
      if (squares >= (nearest[NEAREST - 1] as number)) continue;
      nearest[NEAREST - 1] = squares;
      nearest.sort();
    }
    const last = nearest.findLast((squares) => squares < Infinity);
    return last ?? NaN;
  });
}

/** Different nodes. */
function drawn(nodes: number, rng: Rng): Uint32Array {
  const order = Uint32Array.from({ length: nodes }, (_, v) => v);
  const many = Math.min(SAMPLE, nodes);
  for (let i = 0; i < many; i++) {
    const k = i + rng.below(nodes - i);
    const held = order[i] as number;
    order[i] = order[k] as number;
    order[k] = held;
  }
  return order.subarray(0, many);
}
