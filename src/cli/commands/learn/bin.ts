import type { Command } from 'commander';
import { TallyError } from '#base';
import {
  binFeature,
  binningTable,
  binaryLabel,
  TRENDS,
  type Binning,
  type BinningSettings,
  type BinningTable,
} from '#learn';
import { readTable } from '#table';
import { runs } from '../../command.ts';
import { listOf, wholeNumber } from './input.ts';

interface BinOptions {
  readonly data: string;
  readonly target: string;
  readonly feature: string;
  readonly positive?: string;
  readonly trend: string;
  readonly maxBins?: string;
  readonly minSize: string;
  readonly maxPValue?: string;
  readonly objective: string;
  readonly special?: string;
  readonly splits?: string;
  readonly date?: string;
  readonly categorical?: boolean;
}

/** Adds `learn bin`. */
export function addBin(group: Command): void {
  const command = group
    .command('bin')
    .description('the optimal bins of one feature, with counts, weights of evidence and information value')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .requiredOption('--target <column>', 'column with two values')
    .requiredOption('--feature <column>', 'the column to divide')
    .option('--positive <value>', 'the value of the target that is the event')
    .option('--trend <shape>', `shape of the event rate: ${TRENDS.join(', ')}`, 'auto')
    .option('--max-bins <count>', 'at most so many bins')
    .option('--min-size <share>', 'least share of the rows in a bin', '0')
    .option('--max-p-value <p>', 'neighbours must differ at this level')
    .option('--objective <name>', 'iv or js', 'iv')
    .option('--special <codes>', 'codes with a bin each, such as 96,98; 96+98 shares one')
    .option('--splits <cuts>', 'candidate cuts in place of those that are found')
    .option('--date <column>', 'date or month: bins that shift or turn over time lose value')
    .option('--categorical', 'the numbers of the feature are names');
  runs<BinOptions>(command, async (options, output) => {
    const frame = await readTable(options.data);
    if (frame.rows === 0) {
      throw new TallyError('CLI_NO_ROWS', `"${options.data}" has a header but no rows`, { hint: 'check the file' });
    }
    const { label, positive } = binaryLabel(frame, options.target, options.positive);
    const binning = binFeature(frame, options.feature, {
      label,
      settings: settingsOf(options),
      isCategorical: options.categorical === true,
      ...(options.date === undefined ? {} : { periodColumn: options.date }),
    });
    output.result(resultOf(binning, positive), describe);
  });
}

function settingsOf(options: BinOptions): Partial<BinningSettings> {
  const { maxBins, maxPValue, special, splits } = options;
  return {
    // The room checks names and ranges, with a message that lists what is allowed.
    trend: options.trend as BinningSettings['trend'],
    objective: options.objective as BinningSettings['objective'],
    minSize: numberOf('min-size', options.minSize),
    ...(maxBins === undefined ? {} : { maxBins: wholeNumber('max-bins', maxBins) }),
    ...(maxPValue === undefined ? {} : { maxPValue: numberOf('max-p-value', maxPValue) }),
    ...(special === undefined
      ? {}
      : { special: listOf(special).map((codes) => codes.split('+').map((code) => numberOf('special', code))) }),
    ...(splits === undefined ? {} : { splits: listOf(splits).map((cut) => numberOf('splits', cut)) }),
  };
}

function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && text.trim() !== '') return value;
  throw new TallyError('CLI_OPTION', `--${option} holds "${text}", not a number`, {
    hint: `for example --${option} 0.05`,
  });
}

interface Result {
  readonly feature: string;
  readonly kind: Binning['kind'];
  readonly positive: string;
  readonly trend: Binning['trend'];
  /** Ascending cuts of a number: bin k holds from splits[k - 1] (included) to splits[k]. */
  readonly splits: readonly number[];
  /** Names in each bin of a category. */
  readonly groups: readonly (readonly string[])[];
  readonly bins: BinningTable['rows'];
  /** By bin, in the order of `bins`. */
  readonly counts: readonly number[];
  readonly woe: readonly number[];
  readonly rows: number;
  readonly events: number;
  readonly eventRate: number;
  readonly iv: number;
  readonly js: number;
  readonly gini: number;
  readonly ks: number;
}

function resultOf(binning: Binning, positive: string): Result {
  const { rows: bins, count, ...totals } = binningTable(binning);
  const { feature, kind, trend, splits, categories } = binning;
  return {
    ...{ feature, kind, positive, trend, splits, bins },
    groups: binning.groups.map((codes) => codes.map((code) => categories[code] ?? '')),
    counts: bins.map((row) => row.count),
    woe: bins.map((row) => row.woe),
    rows: count,
    ...totals,
  };
}

function describe(result: Result): string {
  const width = Math.max(6, ...result.bins.map(({ bin }) => bin.length));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, k) => (k === 0 ? cell.padEnd(width) : cell.padStart(9))).join(' ');
  const rows = result.bins.map((row) =>
    line([
      row.bin,
      String(row.count),
      `${(100 * row.share).toFixed(1)} %`,
      String(row.events),
      `${(100 * row.eventRate).toFixed(2)} %`,
      row.woe.toFixed(4),
      row.iv.toFixed(4),
    ]),
  );
  return [
    `${result.feature}, event = "${result.positive}", ${result.rows} rows, ${result.trend}`,
    line(['bin', 'rows', 'share', 'events', 'rate', 'woe', 'iv']),
    ...rows,
    `iv ${result.iv.toFixed(4)}  js ${result.js.toFixed(4)}  gini ${result.gini.toFixed(4)}  ks ${result.ks.toFixed(4)}`,
  ].join('\n');
}
