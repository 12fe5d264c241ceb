import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { TallyError } from '#base';
import { runCases, runRandom, withDuckDbSession, withPostgresSession } from '#factors';
import type { CaseReport, RandomReport, SqlSession } from '#factors';
import { runs } from '../../command.ts';
import { wholeNumber } from '../learn/input.ts';

interface ConformanceOptions {
  readonly seed: string;
  readonly histories: string;
}

/** Adds `factors conformance`. */
export function addConformance(group: Command): void {
  const command = group
    .command('conformance')
    .argument('[dir]', 'folder of declarative SQL cases (YAML of OpenMLDB); random histories when left out', '')
    .description('prove that all engines give the same factors, cell by cell')
    .option('--seed <number>', 'seed of the random histories', '1')
    .option('--histories <count>', 'random histories', '10');
  runs<ConformanceOptions>(command, async ({ args: [dir = ''], seed, histories }, output) => {
    const size = { seed: wholeNumber('seed', seed), histories: wholeNumber('histories', histories) };
    const report = await withSessions(async (sessions) => {
      if (dir === '') return runRandom(size, sessions);
      return { ...(await runCases(await readCases(dir), sessions)), engines: enginesOf(sessions) };
    });
    output.result(report, (told) => ('passed' in told ? describeCases(told) : describeRandom(told)).join('\n'));
  });
}

/** DuckDB always; Postgres when a database is known. */
async function withSessions<T>(work: (sessions: readonly SqlSession[]) => Promise<T>): Promise<T> {
  const url = process.env['DATABASE_URL'];
  return withDuckDbSession((duckdb) =>
    url === undefined ? work([duckdb]) : withPostgresSession(url, (postgres) => work([duckdb, postgres])),
  );
}

const enginesOf = (sessions: readonly SqlSession[]): string[] => [
  'reference',
  'columnar',
  ...sessions.map(({ dialect }) => dialect),
];

async function readCases(dir: string): Promise<{ name: string; text: string }[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => {
    throw new TallyError('CLI_NO_DATA', `there is no folder "${dir}"`, { hint: 'name the folder of the case files' });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(paths.map(async (path) => ({ name: relative(dir, path), text: await readFile(path, 'utf8') })));
}

function describeCases(told: CaseReport & { readonly engines: readonly string[] }): string[] {
  return [
    `${told.passed} of ${told.applicable} applicable cases pass on ${told.engines.join(', ')}; ${told.cases} cases in ${told.files} files`,
    ...told.failures.map(({ file, id, reason }) => `failed: ${file} ${id}: ${reason}`),
    ...told.unreadableFiles.map((file) => `unreadable: ${file}`),
    'not applicable:',
    ...Object.entries(told.notApplicable).map(([reason, count]) => `  ${count} ${reason}`),
  ];
}

function describeRandom(told: RandomReport): string[] {
  return [
    `${told.histories} random histories from seed ${told.seed}, ${told.definitions} definitions, against the literal reading:`,
    ...Object.entries(told.engines).map(
      ([name, { cells, equal, close, different, example }]) =>
        `${name}: ${equal} of ${cells} cells have the same bits, ${close} are within 1e-9, ${different} differ${example === undefined ? '' : `; first ${example}`}`,
    ),
  ];
}
