import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TallyError } from '#base';
import { runs, type CommandGroup } from '../command.ts';

/** The root of the package: the same number of steps up from the sources and from the build. */
const ROOT = resolve(import.meta.dirname, '../../..');
const MAIN = 'bench/proof/main.ts';

interface ProofOptions {
  readonly seed?: string;
  readonly pack?: string;
  readonly only?: string;
  readonly quick?: boolean;
}

/** `tally proof [ROOM...]`: measures what the README claims, from a checkout. */
export const proofCommands: CommandGroup = (program) => {
  const command = program
    .command('proof')
    .description('measure the claims of the project (needs a checkout)')
    .argument('[rooms...]', 'rooms to prove, such as spine; all when left out')
    .option('--seed <number>', 'seed of markets and faults')
    .option('--pack <name>', 'parameter pack of the markets: default, mild, hostile')
    .option('--only <parts>', 'parts to run, separated by commas')
    .option('--quick', 'shorter load, for trying it out');
  runs<ProofOptions>(command, async ({ args, seed, pack, only, quick }, output) => {
    if (!existsSync(join(ROOT, MAIN)) || !existsSync(join(ROOT, 'node_modules/tsx'))) throw noCheckout();
    const options = Object.entries({ seed, pack, only }).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, value],
    );
    const flags = [...(quick === true ? ['--quick'] : []), ...(output.json ? ['--json'] : [])];
    process.exitCode = await run([...args, ...options, ...flags]);
  });
};

function run(words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=source', MAIN, ...words], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done(code ?? 1));
  });
}

function noCheckout(): TallyError {
  return new TallyError('CLI_PROOF_CHECKOUT', 'the proofs are not part of the installed package', {
    hint: 'clone the repository, run "npm ci" there, then "npm run proof -- spine"',
  });
}
