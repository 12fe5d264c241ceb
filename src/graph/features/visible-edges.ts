import { DAY_MS, TallyError } from '#base';
import { findColumn, take, type Frame } from '#table';
import { instantsOf, perDayOf, type EdgeColumns } from '../files/edge-frame.ts';

/** What was known at an instant, and what was left out because it was not. */
export interface VisibleEdges {
  readonly frame: Frame;
  /** The instant, in the unit of the times; undefined when none was asked for. */
  readonly asOf: number | undefined;
  /** Rows that became known later, or say that they happened later. */
  readonly later: number;
  /** Rows without an instant: nobody knows whether they were known. */
  readonly withoutTime: number;
}

/**
 * The rows of a file of edges that could be seen at an instant: those recorded until then (happened until then, where nothing is
 * recorded). Rows are left out before anything else is computed, so what comes later changes nothing.
 *
 * @throws TallyError `GRAPH_COLUMN` when there is no column of instants, `GRAPH_INSTANT` when the instant is none.
 */
export function visibleEdges(
  frame: Frame,
  { columns, asOf: text }: { readonly columns: EdgeColumns; readonly asOf?: string | undefined },
): VisibleEdges {
  if (text === undefined) return { frame, asOf: undefined, later: 0, withoutTime: 0 };
  const times = instantsOf(findColumn(frame, columns.time));
  const recorded = instantsOf(findColumn(frame, columns.recorded));
  const known = recorded ?? times;
  if (known === undefined) {
    throw new TallyError('GRAPH_COLUMN', `the edges have no column "${columns.time}" or "${columns.recorded}"`, {
      hint: 'to look as of an instant name the column of instants: --columns time=T',
    });
  }
  const asOf = instantOf(text, perDayOf(times ?? known));
  let [later, withoutTime] = [0, 0];
  const kept: number[] = [];
  for (let row = 0; row < frame.rows; row++) {
    const [at, happened] = [known[row] as number, times?.[row] ?? -Infinity];
    if (Number.isNaN(at) || Number.isNaN(happened)) withoutTime++;
    else if (at > asOf || happened > asOf) later++;
    else kept.push(row);
  }
  return { frame: kept.length === frame.rows ? frame : take(frame, Int32Array.from(kept)), asOf, later, withoutTime };
}

/** An instant as somebody typed it: a number in the unit of the times, or a date. */
export function instantOf(text: string, perDay: number): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isNaN(value)) return value;
  const ms = Date.parse(text);
  if (!Number.isNaN(ms) && perDay > 1) return (ms / DAY_MS) * perDay;
  throw new TallyError('GRAPH_INSTANT', `"${text}" is no instant of these edges`, {
    hint:
      perDay > 1
        ? 'write a date, or a number as the times of the file'
        : 'the times of the file are numbers: write one',
  });
}
