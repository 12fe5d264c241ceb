import type { LinkColumn } from '../columns/link-table.ts';
import { log2 } from './bits.ts';

/**
 * Bits to add when two records share a value: a rare one says more than a common one (Winkler 2000; Splink). `persons`
 * pseudo-records keep a value that one person's records alone carry from looking rarer than one person.
 */
export function termBits(column: LinkColumn, same: number, persons: number): Float64Array {
  let total = 0;
  for (const count of column.counts) total += count;
  const bits = new Float64Array(column.counts.length);
  for (let code = 0; code < bits.length; code++) {
    const frequency = ((column.counts[code] as number) + persons) / (total + persons);
    bits[code] = log2(same / frequency);
  }
  return bits;
}
