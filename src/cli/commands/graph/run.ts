import type { Command } from 'commander';
import { systemClock } from '#base';
import { buildGraph, edgesFromFrame } from '#graph';
import { readTable, writeTable } from '#table';
import { runs } from '../../command.ts';
import { oneOf } from '../factors/one-of.ts';
import { algorithms, type AlgorithmName } from './algorithms.ts';
import { edgeColumns } from './edge-columns.ts';
import { fromFuture } from './from-future.ts';
import { readParameters } from './parameters.ts';
import { readEdges } from './read-edges.ts';

interface RunOptions {
  readonly edges: string;
  readonly vertices?: string;
  readonly directed?: boolean;
  readonly source?: string;
  readonly columns?: string;
  readonly params?: readonly string[];
  readonly out: string;
}

/** Adds `graph run`. */
export function addRun(group: Command): void {
  const names = Object.keys(algorithms) as AlgorithmName[];
  const command = group
    .command('run')
    .argument('<algorithm>', names.join(', '))
    .description('run an algorithm on the edges of a file')
    .requiredOption('--edges <file>', 'edges: CSV, TSV or Parquet')
    .option('--vertices <file>', 'vertices in the first column, for those without an edge')
    .option('--directed', 'edges lead from src to dst')
    .option('--source <id>', 'where bfs, sssp and ppr begin (ppr: several, by comma)')
    .option('--columns <list>', `columns of the edges: src=A,dst=B,type=T,time=T,weight=W`)
    .option('--params <pairs...>', 'parameters of the algorithm, k=v')
    .requiredOption('--out <file>', 'a row a vertex: id, value');
  runs<RunOptions>(command, async (options, output) => {
    const name = oneOf<AlgorithmName>('algorithm', options.args[0] ?? '', names);
    const started = systemClock.now();
    const vertices = options.vertices === undefined ? undefined : await readTable(options.vertices);
    const columns = edgeColumns(options.columns);
    const { frame, broken } = await readEdges(options.edges, columns.src);
    const table = edgesFromFrame(frame, { columns, vertices });
    const { graph, faults } = buildGraph(table.edges, options.directed === true);
    const read = systemClock.now();
    const parameters = readParameters(options.params ?? [], algorithms[name].parameters);
    const answer = algorithms[name].run({ graph, table, parameters, source: options.source });
    const done = systemClock.now();
    await writeTable(answer.frame, options.out);
    const told = {
      ...{ algorithm: name, nodes: graph.nodes, edges: graph.out.targets.length / (graph.isDirected ? 1 : 2) },
      ...{ ...faults, withoutEnds: table.withoutEnds, broken, fromFuture: fromFuture(table, started) },
      ...{ ...answer.facts, out: options.out },
      seconds: { read: (read - started) / 1000, compute: (done - read) / 1000 },
    };
    output.result(told, () => describe(told));
  });
}

function describe(
  told: Readonly<Record<string, unknown>> & { readonly seconds: { readonly compute: number } },
): string {
  const { algorithm, nodes, edges, out, seconds, ...rest } = told;
  const { selfLoops, duplicates, withoutEnds, broken, fromFuture: future, ...facts } = rest;
  const faults = Object.entries({ selfLoops, duplicates, withoutEnds, broken, fromFuture: future })
    .filter(([, count]) => Number(count) > 0)
    .map(([name, count]) => `warning: ${String(count)} ${WORDS[name] ?? name}`);
  return [
    `${String(out)}: ${String(algorithm)} of ${String(nodes)} nodes and ${String(edges)} edges in ${seconds.compute.toFixed(2)} s`,
    ...Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`),
    ...faults,
  ].join('\n');
}

const WORDS: Readonly<Record<string, string>> = {
  selfLoops: 'edges from a node to itself were left out',
  duplicates: 'edges repeat another and were added to it',
  broken: 'rows do not have the fields of the header and were left out',
  fromFuture: 'edges happen after today; they are used as they are',
  withoutEnds: 'rows have no end or no weight and were left out',
};
