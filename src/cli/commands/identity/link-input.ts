import { buildTable, joinFiles, readRecords, type LinkTable } from '#identity';
import { tableOptions } from './table-options.ts';

/** Which records are looked at, and how their columns are read. */
export interface LinkInput {
  readonly data: string;
  readonly data2?: string;
  readonly id?: string;
  readonly ignore?: string;
  readonly kind?: string[];
}

/** Reads one file of records, or two as one table. */
export async function readLinkTable(options: LinkInput): Promise<LinkTable> {
  const first = await readRecords(options.data);
  const about = tableOptions(options);
  if (options.data2 === undefined) return buildTable(first, about);
  const { frame, sources, unshared } = joinFiles(first, await readRecords(options.data2));
  const table = buildTable(frame, about, sources);
  const missing = unshared.map((name) => ({ name, reason: 'only one of the two files has it' }));
  return { ...table, leftOut: [...table.leftOut, ...missing] };
}
