import type { PairList } from '../model/compare-pairs.ts';
import { blockSize } from './blocks.ts';
import { IntList } from './number-list.ts';
import type { Membership } from './membership.ts';

/** Which pairs to collect. */
export interface Collection {
  readonly lists: readonly Membership[];
  readonly rows: number;
  readonly sources: Uint8Array | undefined;
  /** Blocks over this size are passed over. */
  readonly cap: number;
  /** Look at every n-th record only, to learn how many pairs there would be. */
  readonly stride: number;
}

/** Calls `visit` once for each pair of records that share a block, left < right. */
function eachPair({ lists, rows, sources, cap, stride }: Collection, visit: (a: number, b: number) => void): void {
  const mark = new Int32Array(rows).fill(-1);
  for (let row = 0; row < rows; row += stride) {
    for (const { starts, blocks, of } of lists) {
      for (let k = starts[row] as number; k < (starts[row + 1] as number); k++) {
        const block = blocks[k] as number;
        if (blockSize(of, block) > cap) continue;
        for (let at = (of.starts[block + 1] as number) - 1; ; at--) {
          const other = of.records[at] as number;
          if (other <= row) break;
          if (mark[other] === row) continue;
          mark[other] = row;
          if (sources === undefined || sources[row] !== sources[other]) visit(row, other);
        }
      }
    }
  }
}

/** About how many pairs there would be. */
export function estimatePairs(collection: Collection): number {
  let count = 0;
  eachPair(collection, () => count++);
  return count * collection.stride;
}

/** The pairs, each once. */
export function collectPairs(collection: Collection): PairList {
  const left = new IntList();
  const right = new IntList();
  eachPair(collection, (a, b) => {
    left.push(a);
    right.push(b);
  });
  return { left: left.values(), right: right.values() };
}
