import { bitAt } from './bitmap.ts';
import type { Column } from './column.ts';
import { concatColumns } from './concat.ts';
import { column, createFrame, drop, type Frame } from './frame.ts';
import { keyIds } from './key.ts';
import { take } from './take.ts';

/** How two frames are joined. */
export interface JoinOptions {
  /** Columns that must be equal; a missing value equals nothing. */
  readonly on: readonly string[];
  /** `inner` keeps matches only, `left` keeps every left row. Default inner. */
  readonly kind?: 'inner' | 'left';
}

/**
 * Hash join: every pair of a left and a right row with equal keys, in the order of the left rows, then the right. The
 * result has the left columns and the right ones that are no keys; a name on both sides is an error (`TABLE_SHAPE`).
 */
export function join(left: Frame, right: Frame, options: JoinOptions): Frame {
  const pairs = matchRows(left, right, options);
  const leftPart = take(left, pairs.left);
  const rightPart = take(drop(right, options.on), pairs.right);
  const entries = [leftPart, rightPart].flatMap((part) =>
    part.names.map((name, index) => [name, part.columns[index] as Column] as const),
  );
  return createFrame(entries);
}

function matchRows(left: Frame, right: Frame, options: JoinOptions): { left: Int32Array; right: Int32Array } {
  const keys = options.on.map((name) => concatColumns(name, [column(left, name), column(right, name)]));
  const { ids, firstRows } = keyIds(keys, left.rows + right.rows);
  const isWhole = (row: number): boolean => keys.every(({ validity }) => bitAt(validity, row));
  // Chains of right rows per key, built backwards so that each chain ascends.
  const head = new Int32Array(firstRows.length).fill(-1);
  const next = new Int32Array(right.rows).fill(-1);
  for (let row = right.rows - 1; row >= 0; row--) {
    if (!isWhole(left.rows + row)) continue;
    const id = ids[left.rows + row] as number;
    next[row] = head[id] as number;
    head[id] = row;
  }
  const [leftRows, rightRows]: [number[], number[]] = [[], []];
  for (let row = 0; row < left.rows; row++) {
    const first = isWhole(row) ? (head[ids[row] as number] as number) : -1;
    if (first === -1 && options.kind !== 'left') continue;
    leftRows.push(row);
    rightRows.push(first);
    for (let match = first === -1 ? -1 : (next[first] as number); match !== -1; match = next[match] as number) {
      leftRows.push(row);
      rightRows.push(match);
    }
  }
  return { left: Int32Array.from(leftRows), right: Int32Array.from(rightRows) };
}
