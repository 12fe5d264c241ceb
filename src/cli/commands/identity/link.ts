import type { Command } from 'commander';
import { systemClock, TallyError } from '#base';
import { clustersFrame, linkRecords, pairsFrame, writeRecords } from '#identity';

import { runs } from '../../command.ts';
import { explainIds, type ExplainOptions } from './explain.ts';
import { describeLink, linkSummary } from './link-summary.ts';
import { readLinkTable, type LinkInput } from './link-input.ts';

/** Options of `identity link`. */
export interface LinkCommandOptions extends ExplainOptions, LinkInput {
  readonly out?: string;
  readonly clusters?: string;
  readonly threshold?: string;
  readonly threads?: string;
}

/** Adds `identity link`. */
export function addLink(group: Command): void {
  const command = group
    .command('link')
    .description('find the records of a file (or of two) that are one person, without labels')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .option('--data2 <file>', 'a second file: link records of one to records of the other')
    .option(
      '--id <column>',
      'column of ids; never compared. Without it unique_id, id and the like, or row numbers from 1',
    )
    .option('--out <file>', 'pairs: id_l, id_r, probability, weight in bits')
    .option('--clusters <file>', 'every record with its cluster: id, cluster')
    .option('--threshold <p>', 'chance from which records are one person', '0.5')
    .option('--ignore <columns>', 'columns to leave out, such as a,b')
    .option('--kind <column=kind...>', 'what a column holds: name, word, text, date, code, email, phone, category, ...')
    .option('--threads <n>', '1 or 2; the result is the same')
    .option('--explain <ids>', 'why two records are one person or not, such as A,B')
    .option('--plot <file>', 'the explanation as a waterfall (.svg or .html)');
  runs<LinkCommandOptions>(command, async (options, output) => {
    const start = systemClock.now();
    const { threshold, threads } = numbersOf(options);
    output.note(`reading ${options.data}`);
    const table = await readLinkTable(options);
    for (const { name, reason } of table.leftOut) output.note(`column "${name}" is left out: ${reason}`);
    const linkage = await linkRecords(table, { threshold, threads, progress: (line) => output.note(line) });
    if (options.out !== undefined) await writeRecords(pairsFrame(linkage), options.out);
    if (options.clusters !== undefined) await writeRecords(clustersFrame(linkage), options.clusters);
    const explanation = await explainIds(linkage, options);
    const seconds = (systemClock.now() - start) / 1000;
    output.result({ ...linkSummary(linkage), seconds, ...(explanation && { explanation }) }, describeLink);
  });
}

function numbersOf(options: LinkCommandOptions): { threshold: number; threads: number | undefined } {
  const threshold = Number(options.threshold ?? '0.5');
  if (!(threshold > 0 && threshold < 1)) {
    throw new TallyError('CLI_OPTION', `--threshold is "${options.threshold}", not between 0 and 1`, {
      hint: 'for example --threshold 0.9 for surer links',
    });
  }
  const threads = options.threads === undefined ? undefined : Number(options.threads);
  if (threads === undefined || threads === 1 || threads === 2) return { threshold, threads };
  throw new TallyError('CLI_OPTION', `--threads is "${options.threads}", neither 1 nor 2`, { hint: 'leave it away' });
}
