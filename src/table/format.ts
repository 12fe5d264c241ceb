import { TallyError } from '#base';

export type TableFormat = 'csv' | 'tsv' | 'parquet' | 'arrow';

/**
 * The format that a file name stands for.
 *
 * @throws TallyError `TABLE_FORMAT_UNKNOWN` for any other extension.
 */
export function formatOf(path: string): TableFormat {
  const match = /\.(csv|tsv|parquet|arrow)(\.gz)?$/i.exec(path);
  const format = match?.[1]?.toLowerCase();
  const zipped = match?.[2] !== undefined;
  if (format === 'csv' || format === 'tsv') return format;
  if (!zipped && (format === 'parquet' || format === 'arrow')) return format;
  throw new TallyError('TABLE_FORMAT_UNKNOWN', `"${path}" has no known table extension`, {
    hint: 'use .csv, .csv.gz, .tsv, .tsv.gz, .parquet or .arrow',
  });
}
