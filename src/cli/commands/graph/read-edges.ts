import { findColumn, readCsvReporting, readTable, type Frame } from '#table';

/** Edges of a file; of a text file with broken rows those that are whole, and how many are not. */
export async function readEdges(
  path: string,
  src: string,
): Promise<{ readonly frame: Frame; readonly broken: number }> {
  const frame = await readTable(path);
  // A file whose rows do not have the fields of its header comes as one column of lines.
  if (findColumn(frame, src) !== undefined || !/\.(csv|tsv)$/i.test(path)) return { frame, broken: 0 };
  const report = await readCsvReporting(path);
  return { frame: report.frame, broken: report.bad.length };
}
