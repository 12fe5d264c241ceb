import type { KeyLists } from './key-lists.ts';

/** Groups of records: those of block b are `records[starts[b] .. starts[b + 1])`, ascending, each once. */
export interface Blocks {
  readonly starts: Int32Array;
  readonly records: Int32Array;
}

/** The records of each key. */
export function blocksOf({ starts, keys, size }: KeyLists): Blocks {
  const counts = new Int32Array(size + 1);
  const last = new Int32Array(size).fill(-1);
  const each = (visit: (key: number, row: number) => void): void => {
    last.fill(-1);
    for (let row = 0; row + 1 < starts.length; row++) {
      for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
        const key = keys[at] as number;
        if (last[key] === row) continue;
        last[key] = row;
        visit(key, row);
      }
    }
  };
  each((key) => void (counts[key + 1] = (counts[key + 1] as number) + 1));
  for (let key = 0; key < size; key++) counts[key + 1] = (counts[key + 1] as number) + (counts[key] as number);
  const records = new Int32Array(counts[size] as number);
  const next = counts.slice();
  each((key, row) => void (records[advance(next, key)] = row));
  return { starts: counts, records };
}

export function blockSize({ starts }: Blocks, block: number): number {
  return (starts[block + 1] as number) - (starts[block] as number);
}

export function blockCount({ starts }: Blocks): number {
  return starts.length - 1;
}

/** The next place of a list, and one on. */
export function advance(next: Int32Array, list: number): number {
  const at = next[list] as number;
  next[list] = at + 1;
  return at;
}
