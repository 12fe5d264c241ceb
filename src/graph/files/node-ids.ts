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
    return { numbers: new Float64Array([...all]).sort() };
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
    const placeOf = numberPlaces(ids.numbers);
    const nodes = new Int32Array(column.values.length);
    for (let row = 0; row < nodes.length; row++) {
      nodes[row] = isValid(column, row) ? (placeOf((column.values[row] as number) + 0) ?? -1) : -1;
    }
    return nodes;
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

/** Whole numbers that lie close together are looked up in an array, others in a map. */
function numberPlaces(numbers: Float64Array): (id: number) => number | undefined {
  const [least, most] = [numbers[0] ?? 0, numbers.at(-1) ?? -1];
  const isClose = most - least < 8 * numbers.length + 1024 && numbers.every((id) => Number.isInteger(id));
  if (isClose) {
    const places = new Int32Array(most - least + 1).fill(-1);
    numbers.forEach((id, place) => (places[id - least] = place));
    return (id) => places[id - least];
  }
  const places = new Map<number, number>();
  numbers.forEach((id, place) => places.set(id, place));
  return (id) => places.get(id);
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
