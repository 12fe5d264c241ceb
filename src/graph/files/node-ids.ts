import { dictionaryColumn, float64Column, int32Column, isValid, type Column } from '#table';

/** The names of nodes as a column of a file had them, ascending: numbers by value, texts by their code units. */
export type NodeIds = { readonly numbers: Float64Array } | { readonly texts: readonly string[] };

/** Names from several columns: numbers if all are, otherwise texts. Rows without a name are left out. */
export function nodeIdsOf(columns: readonly Column[]): NodeIds {
  if (columns.every(({ kind }) => kind !== 'string')) {
    const all = new Set<number>();
    for (const column of columns) {
      for (let row = 0; row < column.values.length; row++) {
        if (isValid(column, row)) all.add((column.values[row] as number) + 0);
      }
    }
    return { numbers: Float64Array.from(all).sort() };
  }
  const all = new Set<string>();
  for (const column of columns) {
    if (column.kind === 'string') for (const code of new Set(column.values)) all.add(column.dictionary[code] ?? '');
    else
      for (let row = 0; row < column.values.length; row++)
        if (isValid(column, row)) all.add(String(column.values[row]));
  }
  all.delete('');
  return { texts: [...all].sort() };
}

export function nodeCount(ids: NodeIds): number {
  return 'numbers' in ids ? ids.numbers.length : ids.texts.length;
}

/** The node of every row; -1 where there is no name. */
export function nodesOf(ids: NodeIds, column: Column): Int32Array {
  if ('numbers' in ids) {
    const places = new Map<number, number>();
    ids.numbers.forEach((id, place) => places.set(id, place));
    return Int32Array.from(column.values, (value, row) => (isValid(column, row) ? (places.get(value + 0) ?? -1) : -1));
  }
  const places = new Map(ids.texts.map((id, place) => [id, place]));
  if (column.kind !== 'string') {
    return Int32Array.from(column.values, (value, row) =>
      isValid(column, row) ? (places.get(String(value)) ?? -1) : -1,
    );
  }
  const byCode = Int32Array.from(column.dictionary, (text) => places.get(text) ?? -1);
  return column.values.map((code) => byCode[code] ?? -1);
}

/** Nodes as a column again. */
export function idColumn(ids: NodeIds, nodes?: ArrayLike<number>): Column {
  const count = nodes?.length ?? nodeCount(ids);
  const at = (row: number): number => nodes?.[row] ?? row;
  if ('texts' in ids) {
    return dictionaryColumn(
      Int32Array.from({ length: count }, (_, row) => at(row)),
      ids.texts,
    );
  }
  const { numbers } = ids;
  const isSmall = numbers.every((id) => Number.isInteger(id) && Math.abs(id) <= 0x7fff_ffff);
  const take = (_: unknown, row: number): number => numbers[at(row)] as number;
  return isSmall
    ? int32Column(Int32Array.from({ length: count }, take))
    : float64Column(Float64Array.from({ length: count }, take));
}

/** The node with a name as somebody typed it, or undefined. */
export function findNode(ids: NodeIds, name: string): number | undefined {
  const place = 'texts' in ids ? ids.texts.indexOf(name) : ids.numbers.indexOf(Number(name));
  return place < 0 ? undefined : place;
}
