import { DAY_MS } from '#base';
import { bitAt, type Column } from '#table';
import type { EventColumn } from '../event-table.ts';

/** A column of a file as the engines hold it: dates as milliseconds, what is not finite missing, no minus zero. */
export function eventColumn(column: Column): EventColumn {
  const { validity } = column;
  if (column.kind === 'float64' && column.values.every(isPlain)) return { values: column.values };
  const scale = column.kind === 'date' ? DAY_MS : 1;
  const values = new Float64Array(column.values.length);
  for (let row = 0; row < values.length; row++) {
    const raw = column.values[row] as number;
    const isThere = column.kind === 'string' ? raw >= 0 : bitAt(validity, row) && Number.isFinite(raw);
    values[row] = isThere ? raw * scale + 0 : NaN;
  }
  return column.kind === 'string' ? { values, dictionary: column.dictionary } : { values };
}

/** True for a number that engines can take as it is: most columns of numbers need no copy. */
function isPlain(value: number): boolean {
  return value !== value || (Number.isFinite(value) && !Object.is(value, -0));
}
