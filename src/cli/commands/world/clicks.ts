import type { Command } from 'commander';
import { worldPackNames, writeClickLog, type ClickFilesOptions, type WrittenClicks } from '#world';
import { runs } from '../../command.ts';
import { wholeNumber } from './options.ts';

/** The options as typed. */
export interface ClickOptions {
  readonly rows: string;
  readonly days: string;
  readonly people: string;
  readonly seed: string;
  readonly pack: string;
  readonly out: string;
  readonly truth?: string;
}

/** `tally world clicks`: a log of impressions and clicks, and its truth. */
export function addClicks(group: Command): void {
  const command = group
    .command('clicks')
    .description('write a click log of the same people and campaigns, and its truth')
    .requiredOption('--rows <n>', 'impressions')
    .option('--days <n>', 'days they are spread over', '90')
    .option('--people <n>', 'citizens who see them', '10000')
    .option('--seed <n>', 'seed: the same seed gives the same log', '42')
    .option('--pack <name>', `parameter pack: ${worldPackNames.join(', ')}`, 'default')
    .requiredOption('--out <file>', 'the log: .csv, .tsv, .parquet or .arrow')
    .option('--truth <file>', 'the true probabilities, never to be shown to a model');
  runs<ClickOptions>(command, async (options, output) => {
    output.result(await writeClickLog(clicksOf(options)), describeClicks);
  });
}

/** Reads the options; a number that is none is refused with its name. */
export function clicksOf({ rows, days, people, seed, pack, out, truth }: ClickOptions): ClickFilesOptions {
  return {
    impressions: wholeNumber('rows', rows, 1),
    days: wholeNumber('days', days, 1),
    people: wholeNumber('people', people, 1),
    seed: wholeNumber('seed', seed, 0),
    pack,
    out,
    ...(truth === undefined ? {} : { truth }),
  };
}

function describeClicks(written: WrittenClicks): string {
  const { impressions, clicks, clickRate, plainLogLoss, attainableLogLoss, attainableAuc, packHash } = written;
  return [
    `${impressions} impressions, ${clicks} clicks (${(100 * clickRate).toFixed(2)} %) in ${written.out}`,
    `log-loss of the click rate ${plainLogLoss.toFixed(4)}, of the truth ${attainableLogLoss.toFixed(4)}`,
    `attainable AUC ${attainableAuc?.toFixed(3) ?? '-'}`,
    `pack ${packHash.slice(0, 12)}; the truth is ${written.truth === null ? 'not written (--truth)' : `in ${written.truth}`}`,
  ].join('\n');
}
