/** Points in square cells, so that what is near a place is found without looking at all of them. */
export interface NodeGrid {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Side of a cell. */
  readonly side: number;
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  /** By cell: where its points begin in `points`; one more at the end. */
  readonly starts: Uint32Array;
  /** Numbers of the points, cell by cell. */
  readonly points: Uint32Array;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** Points further away do not count. */
  readonly reach: number;
}

/** Points of a cell on average. */
const PER_CELL = 2;

/** Sorts points, all with finite coordinates, into cells. */
export function gridOf(xs: Float64Array, ys: Float64Array): NodeGrid {
  const [left, right] = extentOf(xs);
  const [top, bottom] = extentOf(ys);
  const cells = Math.max(1, xs.length / PER_CELL);
  // Points may all lie on a line: a cell is then as long as a line's share.
  const side =
    Math.max(Math.sqrt(((right - left) * (bottom - top)) / cells), (right - left + bottom - top) / cells) || 1;
  const columns = Math.floor((right - left) / side) + 1;
  const rows = Math.floor((bottom - top) / side) + 1;
  const cellOf = (point: number): number =>
    Math.floor(((ys[point] as number) - top) / side) * columns + Math.floor(((xs[point] as number) - left) / side);
  const starts = new Uint32Array(columns * rows + 1);
  for (let point = 0; point < xs.length; point++) (starts[cellOf(point) + 1] as number)++;
  for (let cell = 0; cell < columns * rows; cell++) (starts[cell + 1] as number) += starts[cell] as number;
  const next = starts.slice();
  const points = new Uint32Array(xs.length);
  for (let point = 0; point < xs.length; point++) points[(next[cellOf(point)] as number)++] = point;
  return { xs, ys, side, left, top, columns, rows, starts, points };
}

function extentOf(values: Float64Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return values.length === 0 ? [0, 0] : [least, most];
}

/**
 * The point within reach of a place whose distance to it, as `judge` weighs it, is least; -1 for none. `judge` answers Infinity for a
 * point that does not count.
 */
export function nearestIn(grid: NodeGrid, place: Place, judge: (point: number, distance: number) => number): number {
  const { xs, ys, side, left, top, columns, rows, starts, points } = grid;
  const { x, y, reach } = place;
  const column = (at: number): number => Math.floor((at - left) / side);
  const row = (at: number): number => Math.floor((at - top) / side);
  const [first, last] = [Math.max(0, column(x - reach)), Math.min(columns - 1, column(x + reach))];
  let [found, least] = [-1, Infinity];
  for (let r = Math.max(0, row(y - reach)); r <= Math.min(rows - 1, row(y + reach)); r++) {
    if (first > last) break;
    const end = starts[r * columns + last + 1] as number;
    for (let i = starts[r * columns + first] as number; i < end; i++) {
      const point = points[i] as number;
      const distance = Math.hypot((xs[point] as number) - x, (ys[point] as number) - y);
      if (distance > reach) continue;
      const judged = judge(point, distance);
      if (judged < least) [found, least] = [point, judged];
    }
  }
  return found;
}
