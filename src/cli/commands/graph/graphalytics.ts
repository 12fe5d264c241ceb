import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { TallyError, messageOf } from '#base';
import {
  compareGraphalytics,
  graphalyticsAlgorithms,
  readGraphalytics,
  runGraphalytics,
  type GraphalyticsAlgorithm,
} from '#graph';
import { runs } from '../../command.ts';

/** One test of `params.json`. */
type Test = Partial<
  Record<GraphalyticsAlgorithm, { source?: number; iterations?: number; damping?: number; output?: string }>
> & {
  readonly directed: boolean;
  readonly adjacency?: string;
  readonly vertices?: string;
  readonly edges?: string;
};

interface Verdict {
  readonly graph: string;
  readonly algorithm: string;
  readonly vertices: number;
  /** Vertices that differ from the reference. */
  readonly wrong: number;
  readonly pass: boolean;
}

/** Adds `graph graphalytics`. */
export function addGraphalytics(group: Command): void {
  const command = group
    .command('graphalytics')
    .argument('<dir>', 'folder with params.json, graphs and reference outputs')
    .description('compare with the reference outputs of LDBC Graphalytics');
  runs(command, async ({ args }, output) => {
    const results = await verdicts(args[0] ?? '.');
    const passed = results.filter(({ pass }) => pass).length;
    const told = { passed, of: results.length, results };
    output.result(told, () =>
      [
        ...results.map(
          ({ graph, algorithm, wrong, pass }) =>
            `${pass ? 'pass' : 'FAIL'}  ${graph} ${algorithm}${pass ? '' : `: ${wrong} vertices differ`}`,
        ),
        `${passed} of ${results.length} pass`,
      ].join('\n'),
    );
    if (passed < results.length) process.exitCode = 1;
  });
}

/** Compares every reference output of a folder. */
export async function verdicts(folder: string): Promise<Verdict[]> {
  const read = async (path: string | undefined): Promise<string | undefined> =>
    path === undefined ? undefined : await readText(join(folder, path));
  const { tests } = JSON.parse(await readText(join(folder, 'params.json'))) as { tests: Record<string, Test> };
  const found: Verdict[] = [];
  for (const [graph, test] of Object.entries(tests)) {
    const [vertices, edges, adjacency] = await Promise.all([test.vertices, test.edges, test.adjacency].map(read));
    const told = readGraphalytics({ vertices, edges, adjacency }, test.directed);
    for (const algorithm of graphalyticsAlgorithms) {
      const asked = test[algorithm];
      if (asked?.output === undefined) continue;
      const values = runGraphalytics(algorithm, told, asked);
      const wrong = compareGraphalytics(algorithm, { ids: told.ids, values }, (await read(asked.output)) ?? '');
      found.push({ graph, algorithm, vertices: told.ids.length, wrong, pass: wrong === 0 });
    }
  }
  return found;
}

async function readText(path: string): Promise<string> {
  return await readFile(path, 'utf8').catch((error: unknown) => {
    throw new TallyError('CLI_FILE', `"${path}" cannot be read: ${messageOf(error)}`, {
      hint: 'give the folder of the validation graphs with its params.json',
      status: 404,
    });
  });
}
