import { createWriteStream, rmSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TallyError, parseDay } from '#base';
import { exportTables, type ExportName } from '#server';
import { convertJsonLines } from '#table';
import { runs, type CommandGroup } from '../command.ts';
import { withInstallationApi, type InstallationApi } from '../installation-api.ts';

interface ExportOptions {
  readonly data?: string;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
}

/** `tally export TABLE --out FILE`: events, applications, loans, decisions or postings as Parquet or CSV. */
export const exportCommand: CommandGroup = (program) => {
  const command = program
    .command('export')
    .description(`write a table to a file: ${Object.keys(exportTables).join(', ')}`)
    .argument('<table>', 'what to write')
    .requiredOption('--out <file>', 'a file ending in .parquet, .csv or .csv.gz')
    .option('--from <date>', 'first day, YYYY-MM-DD')
    .option('--to <date>', 'last day, YYYY-MM-DD')
    .option('--data <directory>', 'data directory');
  runs<ExportOptions>(command, async (options, output) => {
    const name = tableOf(options.args[0]);
    const draft = `${options.out}.jsonl.part`;
    try {
      const rows = await withInstallationApi(options, (api) => download(api, addressOf(name, options), draft));
      await convertJsonLines({ from: draft, to: options.out, columns: exportTables[name] });
      output.result({ table: name, rows, file: options.out }, () => `${rows} rows of ${name} in ${options.out}`);
    } finally {
      rmSync(draft, { force: true });
    }
  });
};

function tableOf(text = ''): ExportName {
  const names = Object.keys(exportTables) as ExportName[];
  const name = names.find((known) => known === text);
  if (name !== undefined) return name;
  throw new TallyError('CLI_EXPORT_TABLE', `there is no table "${text}" to export`, {
    hint: `tables: ${names.join(', ')}`,
  });
}

function addressOf(name: ExportName, { from, to }: ExportOptions): string {
  const days = Object.entries({ from, to }).flatMap(([key, text]) =>
    text === undefined ? [] : [[key, text] as const],
  );
  for (const [, text] of days) parseDay(text);
  return `/v1/export/${name}?${new URLSearchParams(days.map(([key, text]): [string, string] => [key, text])).toString()}`;
}

/** Streams the rows into a draft beside the result; returns how many there were. */
async function download({ url, token }: InstallationApi, address: string, draft: string): Promise<number> {
  const response = await fetch(`${url}${address}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok || response.body === null) {
    throw new TallyError('CLI_SERVER_LOST', `the server answered ${response.status}: ${await response.text()}`, {
      hint: 'look at its log',
    });
  }
  let rows = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (const byte of chunk) if (byte === 10) rows++;
      done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(response.body), count, createWriteStream(draft));
  return rows;
}
