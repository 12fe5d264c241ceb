import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TallyError, systemClock } from '#base';
import { importTape, parseTapeMapping, tapePreset, tapePresets, type TapeImported, type TapeMapping } from '#lend';
import { runs, type CommandGroup } from '../command.ts';
import { openImportBook } from './import/import-book.ts';

interface ImportOptions {
  readonly preset?: string;
  readonly map?: string;
  readonly name?: string;
  readonly data?: string;
}

/** `tally import FILE`: a loan book from elsewhere becomes applications, loans, outcomes and a training file. */
export const importCommands: CommandGroup = (program) => {
  const command = program
    .command('import')
    .description('import a loan tape (CSV, CSV.gz, TSV, Parquet, Arrow)')
    .argument('<file>', 'the tape')
    .option('--preset <name>', `a known tape: ${tapePresets.join(', ')}`)
    .option('--map <file>', 'a mapping of your own, as JSON')
    .option('--name <name>', 'name of the tape; that of the file when left out')
    .option('--data <folder>', 'the data directory');
  runs<ImportOptions>(command, async (options, output) => {
    const [file = ''] = options.args;
    const mappings = await mappingsOf(options);
    const { book, directory, close } = await openImportBook(options.data);
    try {
      const folder = join(directory, 'tapes');
      const done = await importTape({ file, mappings, name: options.name, book, folder, now: systemClock.now() });
      output.result(done, describe);
    } finally {
      await close();
    }
  });
};

async function mappingsOf({ preset, map }: ImportOptions): Promise<readonly TapeMapping[]> {
  if (preset !== undefined && map === undefined) return tapePreset(preset);
  if (map !== undefined && preset === undefined) return [await readMapping(map)];
  throw new TallyError('CLI_IMPORT_MAPPING', 'a tape needs either --preset or --map', {
    hint: `presets: ${tapePresets.join(', ')}; for another tape describe its columns in a JSON file and give it with --map`,
  });
}

async function readMapping(path: string): Promise<TapeMapping> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new TallyError('CLI_IMPORT_MAPPING', `the mapping "${path}" cannot be read as JSON`, {
      hint: 'check path and syntax',
      cause,
    });
  }
  return parseTapeMapping(value);
}

function describe(done: TapeImported): string {
  const { rows, good, bad, unknown, badRate, rejected, rejectedFile, fields, undocumented } = done;
  const codes = Object.entries(undocumented).map(([column, count]) => `${column} (${count})`);
  return [
    done.imported
      ? `${rows} loans imported as "${done.name}" (${done.tape})`
      : `this tape was imported before as "${done.name}" (${done.tape}): nothing done`,
    `${good} good, ${bad} bad, ${unknown} unknown; bad rate ${badRate === null ? 'unknown' : `${(100 * badRate).toFixed(3)} %`}`,
    `known: ${fields.known.join(', ') || 'nothing but the outcome'}; unknown: ${fields.unknown.join(', ') || 'nothing'}`,
    ...(codes.length === 0 ? [] : [`values without a documented meaning, taken as unknown: ${codes.join(', ')}`]),
    ...(rejected === 0 ? [] : [`${rejected} rows rejected${rejectedFile === null ? '' : `, see ${rejectedFile}`}`]),
    `train a model: tally learn train --data ${done.trainingFile} --target bad --out model.json`,
  ].join('\n');
}
