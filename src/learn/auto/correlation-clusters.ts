import type { EncodedFrame } from '../feature.ts';

/** Rank correlation from which two columns say nearly the same. */
const CLOSE = 0.9;
/** Columns and rows that are compared: pairs grow with the square. */
const MOST_COLUMNS = 100;
const MOST_ROWS = 5_000;

/** Sets of numeric columns that are chained by Spearman correlations of at least 0.9 in absolute value. */
export function correlationClusters({ features, columns, rows }: EncodedFrame): string[][] {
  const step = Math.max(1, Math.floor(rows / MOST_ROWS));
  const chosen = [...features.keys()].filter((f) => features[f]?.kind === 'number').slice(0, MOST_COLUMNS);
  const ranks = chosen.map((f) => centredRanks((columns[f] as Float64Array).filter((_, row) => row % step === 0)));
  const leader = chosen.map((_, k) => k);
  const find = (k: number): number => (leader[k] === k ? k : find(leader[k] as number));
  for (let i = 0; i < ranks.length; i++) {
    for (let j = i + 1; j < ranks.length; j++) {
      if (Math.abs(dot(ranks[i] as Float64Array, ranks[j] as Float64Array)) >= CLOSE) leader[find(j)] = find(i);
    }
  }
  const sets = new Map<number, string[]>();
  chosen.forEach((f, k) => {
    const at = find(k);
    sets.set(at, [...(sets.get(at) ?? []), features[f]?.name ?? '']);
  });
  return [...sets.values()].filter((names) => names.length > 1);
}

/** Mean ranks, centred, of length 1; missing values lie in the middle. */
function centredRanks(values: Float64Array): Float64Array {
  const order = new Uint32Array(values.length).map((_, i) => i).filter((i) => values[i] === values[i]);
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  const middle = (order.length - 1) / 2;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to++;
    for (let i = from; i < to; i++) ranks[order[i] as number] = (from + to - 1) / 2 - middle;
    from = to;
  }
  const size = Math.sqrt(dot(ranks, ranks));
  return size > 0 ? ranks.map((rank) => rank / size) : ranks;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
