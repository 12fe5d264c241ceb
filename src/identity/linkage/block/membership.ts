import { advance, blockCount, blockSize, type Blocks } from './blocks.ts';

/** The blocks that each record is in: those of record r are `blocks[starts[r] .. starts[r + 1])`. */
export interface Membership {
  readonly starts: Int32Array;
  readonly blocks: Int32Array;
  readonly of: Blocks;
}

/** Turns blocks around; those with fewer than two records or more than `cap` are left out. */
export function membershipOf(of: Blocks, cap: number, rows: number): Membership {
  const starts = new Int32Array(rows + 1);
  const each = (visit: (row: number, block: number) => void): void => {
    for (let block = 0; block < blockCount(of); block++) {
      const size = blockSize(of, block);
      if (size < 2 || size > cap) continue;
      const end = of.starts[block + 1] as number;
      for (let at = of.starts[block] as number; at < end; at++) visit(of.records[at] as number, block);
    }
  };
  each((row) => void (starts[row + 1] = (starts[row + 1] as number) + 1));
  for (let row = 0; row < rows; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const blocks = new Int32Array(starts[rows] as number);
  const next = starts.slice();
  each((row, block) => void (blocks[advance(next, row)] = block));
  return { starts, blocks, of };
}
