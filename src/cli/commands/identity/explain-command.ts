import type { Command } from 'commander';
import { linkRecords } from '#identity';
import { runs } from '../../command.ts';
import { explainRecords, type ExplainIds } from './explain.ts';
import { describeEvidence } from './link-summary.ts';
import { readLinkTable, type LinkInput } from './link-input.ts';

type ExplainCommandOptions = LinkInput & ExplainIds;

/** Adds `identity explain`. */
export function addExplain(group: Command): void {
  const command = group
    .command('explain')
    .description('why two records of a file are one person or not, column by column, in bits')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .option('--data2 <file>', 'a second file, from which --b is')
    .option('--id <column>', 'column of ids; without it unique_id, id and the like, or row numbers from 1')
    .requiredOption('--a <id>', 'one record')
    .requiredOption('--b <id>', 'the other record')
    .option('--ignore <columns>', 'columns to leave out, such as a,b')
    .option('--kind <column=kind...>', 'what a column holds: name, word, text, date, code, email, phone, category, ...')
    .option('--svg <file>', 'the evidence as a waterfall (.svg or .html)');
  runs<ExplainCommandOptions>(command, async (options, output) => {
    const linkage = await linkRecords(await readLinkTable(options), { progress: (line) => output.note(line) });
    output.result(await explainRecords(linkage, options), (evidence) => describeEvidence(evidence).join('\n'));
  });
}
