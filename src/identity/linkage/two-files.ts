import { TallyError } from '#base';
import { createFrame, stringColumn, type Frame } from '#table';
import { textColumns, type TextColumn } from './columns/text-columns.ts';

/** Two files as one table, and which file each row is of. */
export interface JoinedFiles {
  readonly frame: Frame;
  readonly sources: Uint8Array;
  /** Columns that only one of the two has. */
  readonly unshared: readonly string[];
}

/**
 * Puts the columns that both files have under one another.
 *
 * @throws TallyError `IDENTITY_LINK_COLUMNS` when they share none.
 */
export function joinFiles(first: Frame, second: Frame): JoinedFiles {
  const left = textColumns(first);
  const right = new Map(textColumns(second).map((column) => [column.name, column]));
  const shared = left.filter(({ name }) => right.has(name));
  if (shared.length === 0) {
    throw new TallyError('IDENTITY_LINK_COLUMNS', 'the two files have no column in common', {
      hint: `rename: one has ${first.names.join(', ')}, the other ${second.names.join(', ')}`,
    });
  }
  const names = new Set(shared.map(({ name }) => name));
  const unshared = [...first.names, ...second.names].map((name) => name.trim()).filter((name) => !names.has(name));
  const columns = shared.map((column) => {
    const other = right.get(column.name) as TextColumn;
    return [column.name, stringColumn([...texts(column), ...texts(other)])] as const;
  });
  const sources = new Uint8Array(first.rows + second.rows).fill(1, first.rows);
  return { frame: createFrame(columns), sources, unshared };
}

function texts({ codes, values }: TextColumn): (string | undefined)[] {
  return Array.from(codes, (code) => values[code]);
}
