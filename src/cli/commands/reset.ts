import { existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { TallyError } from '#base';
import { runs, type CommandGroup } from '../command.ts';
import { readRunFile } from '../run-file.ts';
import { loadSettings } from '../settings.ts';
import { lockHolder } from './doctor/lock-holder.ts';

interface ResetOptions {
  readonly data?: string;
  readonly yes?: boolean;
}

/** `tally reset`: deletes a data directory after asking for its name. */
export const resetCommand: CommandGroup = (program) => {
  const command = program
    .command('reset')
    .description('delete the data directory with everything in it')
    .option('--data <directory>', 'data directory')
    .option('--yes', 'do not ask');
  runs<ResetOptions>(command, async ({ data, yes }, output) => {
    const { values } = loadSettings({ dataDirectory: data });
    const directory = resolve(values.dataDirectory);
    assertResettable(directory);
    if (yes !== true) await confirm(directory);
    rmSync(directory, { recursive: true, force: true });
    output.result({ deleted: directory }, () => `deleted ${directory}`);
  });
};

/** Only a directory of ours that nobody uses is deleted: a mistyped path must not cost a home directory. */
function assertResettable(directory: string): void {
  if (!existsSync(directory)) {
    throw new TallyError('CLI_NO_DATA', `there is no data directory ${directory}`, { hint: 'name it with --data' });
  }
  if (!existsSync(join(directory, 'master.key')) && !existsSync(join(directory, 'store'))) {
    throw new TallyError('CLI_NO_DATA', `${directory} is no data directory of Tallystick`, {
      hint: 'one holds the folder "store" or the file "master.key"',
    });
  }
  const holder = readRunFile(directory)?.pid ?? lockHolder(join(directory, 'store'));
  if (holder === undefined) return;
  throw new TallyError('CLI_SERVER_RUNS', `process ${holder} uses ${directory}`, { hint: 'stop it first' });
}

async function confirm(directory: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new TallyError('CLI_CONFIRM', 'nobody can be asked whether to delete the data', {
      hint: 'add --yes when you are sure',
    });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const name = basename(directory);
  const answer = await terminal.question(`everything in ${directory} will be deleted; type "${name}" to go on: `);
  terminal.close();
  if (answer.trim() === name) return;
  throw new TallyError('CLI_CONFIRM', 'nothing was deleted', { hint: `type the name of the directory: ${name}` });
}
