import { DAY_MS } from '#base';
import { bitAt, type Column } from '#table';
import type { EventColumn } from '../event-table.ts';

/** A column of a file as the engines hold it: dates as milliseconds, what is not finite missing, no minus zero. */
export function eventColumn(column: Column): EventColumn {
  const { validity } = column;
  const scale = column.kind === 'date' ? DAY_MS : 1;
  const values = new Float64Array(column.values.length);
  for (let row = 0; row < values.length; row++) {
    const raw = column.values[row] as number;
    const isThere = column.kind === 'string' ? raw >= 0 : bitAt(validity, row) && Number.isFinite(raw);
    values[row] = isThere ? raw * scale + 0 : NaN;
  }
  return column.kind === 'string' ? { values, dictionary: column.dictionary } : { values };
}
