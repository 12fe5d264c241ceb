import type { LinkTable } from './link-table.ts';

/** The records ordered by their values, then file, then id: an order that no shuffling of the file changes. */
export function contentOrder({ rows, columns, ids, sources }: LinkTable): Int32Array {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  return order.sort((a, b) => {
    for (const { codes } of columns) {
      const difference = (codes[a] as number) - (codes[b] as number);
      if (difference !== 0) return difference;
    }
    const files = (sources?.[a] ?? 0) - (sources?.[b] ?? 0);
    if (files !== 0) return files;
    return (ids[a] as string) < (ids[b] as string) ? -1 : 1;
  });
}
