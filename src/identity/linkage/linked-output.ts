import { float64Column, stringColumn, createFrame, type Frame } from '#table';
import type { Linkage } from './link-records.ts';
import { chanceOf } from './model/prior.ts';

/**
 * The pairs within clusters as a table `id_l, id_r, probability, weight`: the chance that the two are one person given
 * the whole cluster, and the evidence of the two records alone in bits. With two files only pairs across, the first
 * file's record on the left. Ordered by ids.
 */
export function pairsFrame({ table, pairs }: Linkage): Frame {
  const { ids, sources } = table;
  const rows: (readonly [string, string, number, number])[] = [];
  for (let pair = 0; pair < pairs.left.length; pair++) {
    const a = pairs.left[pair] as number;
    const b = pairs.right[pair] as number;
    if (sources !== undefined && sources[a] === sources[b]) continue;
    const isTurned = sources === undefined ? (ids[b] as string) < (ids[a] as string) : sources[a] === 1;
    const [left, right] = isTurned ? [b, a] : [a, b];
    const bits = pairs.bits[pair] as number;
    const chance = chanceOf(Math.max(bits, pairs.joined[pair] as number));
    rows.push([ids[left] as string, ids[right] as string, chance, bits]);
  }
  rows.sort((x, y) => compareText(x[0], y[0]) || compareText(x[1], y[1]));
  return createFrame({
    id_l: stringColumn(rows.map(([left]) => left)),
    id_r: stringColumn(rows.map(([, right]) => right)),
    probability: float64Column(Float64Array.from(rows, ([, , chance]) => chance)),
    weight: float64Column(Float64Array.from(rows, ([, , , bits]) => bits)),
  });
}

/** Every record with its cluster, `id, cluster` (with two files also `file`, 1 or 2); a cluster is called by its least id. */
export function clustersFrame({ table, clusters }: Linkage): Frame {
  const { ids, sources } = table;
  const file = (row: number): string => String((sources?.[row] ?? 0) + 1);
  const called = (row: number): string => (sources === undefined ? (ids[row] as string) : `${file(row)}:${ids[row]}`);
  const names = new Map<number, string>();
  for (let row = 0; row < table.rows; row++) {
    const cluster = clusters[row] as number;
    const known = names.get(cluster);
    if (known === undefined || called(row) < known) names.set(cluster, called(row));
  }
  const order = Array.from({ length: table.rows }, (_, row) => row);
  order.sort((a, b) => compareText(file(a), file(b)) || compareText(ids[a] as string, ids[b] as string));
  const frame: [string, ReturnType<typeof stringColumn>][] = [
    ['id', stringColumn(order.map((row) => ids[row]))],
    ['cluster', stringColumn(order.map((row) => names.get(clusters[row] as number)))],
  ];
  if (sources !== undefined) frame.push(['file', stringColumn(order.map(file))]);
  return createFrame(frame);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
