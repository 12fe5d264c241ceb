import { DAY_MS, TallyError } from '#base';
import { findColumn, isValid, type Column, type Frame } from '#table';
import type { EdgeList } from '../store/graph.ts';
import { nodeCount, nodeIdsOf, nodesOf, type NodeIds } from './node-ids.ts';

/** Which columns of a file of edges play which part. */
export interface EdgeColumns {
  readonly src: string;
  readonly dst: string;
  readonly type: string;
  readonly time: string;
  readonly weight: string;
  /** When an edge became known, where that is not when it happened. */
  readonly recorded: string;
}

export const EDGE_COLUMNS: EdgeColumns = {
  ...{ src: 'src', dst: 'dst', type: 'type', time: 'time', weight: 'weight', recorded: 'recorded' },
};

/** Edges of a file with everything that is told of them. */
export interface EdgeTable {
  readonly ids: NodeIds;
  readonly edges: EdgeList;
  /** Instants, in milliseconds where the file had dates, else the numbers of the file; NaN where missing. */
  readonly times: Float64Array | undefined;
  /** Of the unit of the times in a day: numbers that look like milliseconds or seconds since 1970 are taken for them, others for days. */
  readonly perDay: number;
  readonly types: { readonly codes: Int32Array; readonly names: readonly string[] } | undefined;
  /** Rows left out because an end has no name or the weight is no number. */
  readonly withoutEnds: number;
}

/**
 * Reads edges; nodes are numbered by their ascending names, so that the order of rows decides nothing. `vertices` adds nodes that
 * have no edge.
 *
 * @throws TallyError `GRAPH_COLUMN` when the file has no column for an end.
 */
export function edgesFromFrame(
  frame: Frame,
  { columns = EDGE_COLUMNS, vertices }: { readonly columns?: EdgeColumns; readonly vertices?: Frame | undefined } = {},
): EdgeTable {
  const [src, dst] = [required(frame, columns.src), required(frame, columns.dst)];
  const extra = vertices?.columns[0];
  const ids = nodeIdsOf(extra === undefined ? [src, dst] : [src, dst, extra]);
  const [from, to] = [nodesOf(ids, src), nodesOf(ids, dst)];
  const weight = numbersOf(findColumn(frame, columns.weight));
  const keep: number[] = [];
  for (let row = 0; row < frame.rows; row++) {
    if ((from[row] as number) < 0 || (to[row] as number) < 0 || Number.isNaN(weight?.[row])) continue;
    keep.push(row);
  }
  const time = instantsOf(findColumn(frame, columns.time));
  const type = findColumn(frame, columns.type);
  return {
    ids,
    edges: {
      nodes: nodeCount(ids),
      sources: picked(from, keep, new Uint32Array(keep.length)),
      targets: picked(to, keep, new Uint32Array(keep.length)),
      weights: weight && picked(weight, keep, new Float64Array(keep.length)),
    },
    times: time && picked(time, keep, new Float64Array(keep.length)),
    perDay: perDayOf(time),
    types: type && typesOf(type, keep),
    withoutEnds: frame.rows - keep.length,
  };
}

function picked<T extends { [row: number]: number }>(from: ArrayLike<number>, rows: readonly number[], to: T): T {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i] as number] as number;
  return to;
}

function required(frame: Frame, name: string): Column {
  const column = findColumn(frame, name);
  if (column !== undefined) return column;
  throw new TallyError('GRAPH_COLUMN', `the edges have no column "${name}"`, {
    hint: `there are ${frame.names.join(', ')}; give --columns src=A,dst=B`,
  });
}

/** Of the unit of the times in a day; see `EdgeTable`. */
export function perDayOf(times: Float64Array | undefined): number {
  const largest = times?.reduce((most, time) => Math.max(most, Number.isNaN(time) ? 0 : Math.abs(time)), 0) ?? 0;
  if (largest >= 1e11) return DAY_MS;
  return largest >= 1e8 ? DAY_MS / 1000 : 1;
}

/** Instants of a column: numbers as they are, dates in milliseconds, NaN where there is none. */
export function instantsOf(column: Column | undefined): Float64Array | undefined {
  return numbersOf(column, Date.parse);
}

/** Numbers of a column; texts that are none are read by `otherwise`. */
export function numbersOf(
  column: Column | undefined,
  otherwise: (text: string) => number = () => NaN,
): Float64Array | undefined {
  if (column === undefined) return undefined;
  const scale = column.kind === 'date' ? DAY_MS : 1;
  const texts = column.kind === 'string' ? column.dictionary.map((text) => numberIn(text, otherwise)) : undefined;
  const numbers = new Float64Array(column.values.length);
  for (let row = 0; row < numbers.length; row++) {
    const value = column.values[row] as number;
    numbers[row] = isValid(column, row) ? (texts?.[value] ?? value * scale) : NaN;
  }
  return numbers;
}

function numberIn(text: string, otherwise: (text: string) => number): number {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? otherwise(text) : value;
}

function typesOf(column: Column, rows: readonly number[]): NonNullable<EdgeTable['types']> {
  const ids = nodeIdsOf([column]);
  const codes = nodesOf(ids, column);
  const names = 'texts' in ids ? ids.texts : [...ids.numbers].map(String);
  return { codes: Int32Array.from(rows, (row) => codes[row] as number), names };
}
