import { dictionaryColumn, float64Column, createFrame, stringColumn, type Frame } from '#table';
import type { Linkage } from './link-records.ts';
import { chanceOf } from './model/prior.ts';

/**
 * The pairs within clusters as a table `id_l, id_r, probability, weight`: the chance that the two are one person given
 * the whole cluster, and the evidence of the two records alone in bits. With two files only pairs across, the first
 * file's record on the left. Ordered by ids.
 */
export function pairsFrame({ table, pairs }: Linkage): Frame {
  const { sources, rows } = table;
  const { dictionary, rank } = rankIds(table.ids);
  const kept: number[] = [];
  for (let pair = 0; pair < pairs.left.length; pair++) {
    const isAcross = sources?.[pairs.left[pair] as number] !== sources?.[pairs.right[pair] as number];
    if (sources === undefined || isAcross) kept.push(pair);
  }
  const sides = kept.map((pair) => {
    const a = pairs.left[pair] as number;
    const b = pairs.right[pair] as number;
    const isTurned = sources === undefined ? (rank[b] as number) < (rank[a] as number) : sources[a] === 1;
    return isTurned ? [rank[b] as number, rank[a] as number] : [rank[a] as number, rank[b] as number];
  });
  const keys = Float64Array.from(sides, ([left = 0, right = 0]) => left * rows + right);
  const order = [...kept.keys()].sort((x, y) => (keys[x] as number) - (keys[y] as number));
  const side = (at: number): Int32Array => Int32Array.from(order, (k) => sides[k]?.[at] as number);
  const bits = Float64Array.from(order, (k) => pairs.bits[kept[k] as number] as number);
  const joined = Float64Array.from(order, (k) => pairs.joined[kept[k] as number] as number);
  return createFrame({
    id_l: dictionaryColumn(side(0), dictionary),
    id_r: dictionaryColumn(side(1), dictionary),
    probability: float64Column(bits.map((own, at) => chanceOf(Math.max(own, joined[at] as number)))),
    weight: float64Column(bits),
  });
}

/** The different ids in order, and the place of each record's own. */
function rankIds(ids: readonly string[]): { readonly dictionary: readonly string[]; readonly rank: Int32Array } {
  const dictionary = [...new Set(ids)].sort();
  const places = new Map(dictionary.map((id, place) => [id, place]));
  return { dictionary, rank: Int32Array.from(ids, (id) => places.get(id) as number) };
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
  const { rank } = rankIds(ids);
  const order = Array.from({ length: table.rows }, (_, row) => row);
  order.sort((a, b) => (sources?.[a] ?? 0) - (sources?.[b] ?? 0) || (rank[a] as number) - (rank[b] as number));
  const frame: [string, ReturnType<typeof stringColumn>][] = [
    ['id', stringColumn(order.map((row) => ids[row]))],
    ['cluster', stringColumn(order.map((row) => names.get(clusters[row] as number)))],
  ];
  if (sources !== undefined) frame.push(['file', stringColumn(order.map(file))]);
  return createFrame(frame);
}
