import { column, type Frame } from '#table';
import { textAt, type Refusal } from './cell.ts';
import type { TapeMapping } from './mapping.ts';
import type { TapeOutcome } from './tape.ts';

/** Makes the reader of outcomes: good, bad or unknown by the mapping's rule, or why the row cannot be used. */
export function targetReader({ target }: TapeMapping, frame: Frame): (row: number) => TapeOutcome | Refusal {
  const values = column(frame, target.column);
  const good = new Set(target.good);
  const bad = new Set(target.bad);
  return (row) => {
    const text = textAt(values, row);
    if (text !== null && good.has(text)) return 'good';
    if (text !== null && bad.has(text)) return 'bad';
    if (target.otherwise === 'unknown') return 'unknown';
    const what = text === null ? 'is missing' : `is "${text}"`;
    return {
      column: target.column,
      reason: `the outcome ${what}: good is ${target.good.join(', ')}, bad is ${target.bad.join(', ')}`,
    };
  };
}
