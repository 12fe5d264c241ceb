import { log } from '#base';
import { blocksOf, blockSize, type Blocks } from '../block/blocks.ts';
import { fineKeysOf } from '../block/candidates.ts';
import { KeyNumbers, keyLists } from '../block/key-lists.ts';
import type { KeyRule } from '../block/key-rules.ts';
import type { LinkTable } from '../columns/link-table.ts';

/** Records looked at for one question: rare keys come first, and keys beyond this are passed over. */
const LOOKED_AT = 8000;

/** Finds the records that share the rarest keys with the one in the live place. */
export class LiveKeys {
  private readonly table: LinkTable;
  private readonly rules: readonly KeyRule[];
  private readonly numbers = new KeyNumbers();
  private readonly blocks: Blocks;
  private readonly shared: Float32Array;

  constructor(table: LinkTable) {
    this.table = table;
    this.rules = fineKeysOf(table);
    this.blocks = blocksOf(keyLists(this.rules, table.rows, this.numbers));
    this.shared = new Float32Array(table.rows);
  }

  /** Up to `limit` records, most and rarest keys shared first; equals in the order of the table. */
  candidates(limit: number): number[] {
    const touched: number[] = [];
    let looked = 0;
    for (const block of this.keysOfLive()) {
      const size = blockSize(this.blocks, block);
      if (looked > 0 && looked + size > LOOKED_AT) break;
      looked += size;
      const weight = log(this.table.rows / size) + 0.1;
      const end = this.blocks.starts[block + 1] as number;
      for (let at = this.blocks.starts[block] as number; at < end; at++) {
        const row = this.blocks.records[at] as number;
        if (this.shared[row] === 0) touched.push(row);
        this.shared[row] = (this.shared[row] as number) + weight;
      }
    }
    const least = this.leastOf(touched, limit);
    const found = touched.filter((row) => (this.shared[row] as number) >= least);
    found.sort((a, b) => (this.shared[b] as number) - (this.shared[a] as number) || a - b);
    for (const row of touched) this.shared[row] = 0;
    return found.slice(0, limit);
  }

  /** The keys of the live record, those of the fewest records first. */
  private keysOfLive(): number[] {
    const found = new Set<number>();
    for (const rule of this.rules) {
      const value = rule.column.values[rule.column.codes[this.table.rows] as number];
      if (value === undefined) continue;
      for (const key of rule.keys(value)) {
        const number = this.numbers.find(rule.space, key);
        if (number !== undefined) found.add(number);
      }
    }
    const size = (block: number): number => blockSize(this.blocks, block);
    return [...found].sort((a, b) => size(a) - size(b) || a - b);
  }

  /** A weight that about `limit` of the records reach. */
  private leastOf(touched: readonly number[], limit: number): number {
    if (touched.length <= limit) return 0;
    const bins = new Int32Array(512);
    for (const row of touched) {
      const bin = Math.min(511, Math.floor((this.shared[row] as number) * 2));
      bins[bin] = (bins[bin] as number) + 1;
    }
    let count = 0;
    let bin = 511;
    for (; bin > 0; bin--) {
      count += bins[bin] as number;
      if (count >= limit) break;
    }
    return bin / 2;
  }
}
