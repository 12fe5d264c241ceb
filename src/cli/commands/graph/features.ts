import type { Command } from 'commander';
import { systemClock } from '#base';
import { FEATURE_SETS, featuresFromFrames, type FeatureSet, type NodeColumns } from '#graph';
import { readTable, writeTable } from '#table';
import { runs } from '../../command.ts';
import { oneOf } from '../factors/one-of.ts';
import { edgeColumns } from './edge-columns.ts';
import { numberOf, readParameters } from './parameters.ts';
import { readEdges } from './read-edges.ts';

interface FeatureCommand {
  readonly edges: string;
  readonly nodes: string;
  readonly asOf?: string;
  readonly directed?: boolean;
  readonly columns?: string;
  readonly params?: readonly string[];
  readonly out: string;
}

const PARAMETERS = [
  'sets',
  'windows',
  'embedding',
  'seed',
  'labels',
  'labelTime',
  'groups',
  'attributes',
  'drop',
  'id',
  'time',
];

/** Adds `graph features`. */
export function addFeatures(group: Command): void {
  const command = group
    .command('features')
    .description('what the edges around nodes say of them: a row a node, as of an instant')
    .requiredOption('--edges <file>', 'edges: CSV, TSV or Parquet')
    .requiredOption('--nodes <file>', 'nodes by `id` or the first column; other columns are attributes of neighbours')
    .option('--as-of <instant>', 'a date, or a number as the times of the edges: what became known later is not seen')
    .option('--directed', 'edges lead from src to dst')
    .option('--columns <list>', 'columns of the edges: src=A,dst=B,type=T,time=T,recorded=T,weight=W')
    .option('--params <pairs...>', `k=v: ${PARAMETERS.join(', ')}; lists by colon; sets=all for motifs too`)
    .requiredOption('--out <file>', 'CSV, TSV or Parquet');
  runs<FeatureCommand>(command, async ({ edges, nodes, out, ...options }, output) => {
    const columns = edgeColumns(options.columns);
    const parameters = readParameters(options.params ?? [], PARAMETERS);
    const started = systemClock.now();
    const [read, told] = [await readEdges(edges, columns.src), await readTable(nodes)];
    const begun = systemClock.now();
    const embedding = parameters.embedding === undefined ? undefined : numberOf(parameters, 'embedding', 64);
    const { frame, facts, skipped, withheld } = featuresFromFrames(read.frame, told, {
      ...{ isDirected: options.directed === true, columns, asOf: options.asOf, embedding },
      ...{ seed: numberOf(parameters, 'seed', 42), nodeColumns: nodeColumns(parameters) },
      ...(parameters.sets === undefined ? {} : { sets: setsOf(parameters.sets) }),
      ...(parameters.windows === undefined ? {} : { windows: parameters.windows.split(':').map(Number) }),
    });
    const done = systemClock.now();
    await writeTable(frame, out);
    const seconds = {
      read: (begun - started) / 1000,
      compute: (done - begun) / 1000,
      write: (systemClock.now() - done) / 1000,
    };
    const result = { ...facts, brokenRows: read.broken, skipped, withheld, seconds, out };
    output.result(result, () => described(result));
  });
}

function nodeColumns(parameters: Readonly<Record<string, string>>): NodeColumns {
  const { id, time, labels, labelTime, groups, attributes, drop } = parameters;
  const lists = { attributes: attributes?.split(':').filter((name) => name !== ''), drop: drop?.split(':') };
  return { id, time, labels, labelTime, groups, ...lists };
}

function setsOf(text: string): readonly FeatureSet[] {
  if (text === 'all') return FEATURE_SETS;
  return text
    .split(':')
    .filter((name) => name !== '')
    .map((name) => oneOf<FeatureSet>('set of features', name, FEATURE_SETS));
}

const WORDS: Readonly<Record<string, string>> = {
  selfLoops: 'edges from a node to itself were left out',
  later: 'edges became known after the instant',
  withoutTime: 'edges have no instant and were left out',
  withoutEnds: 'edges have no end or no weight and were left out',
  withoutName: 'rows of the nodes have no name and were left out',
  nodesLater: 'rows of the nodes became known after the instant: their attributes were not used',
  brokenRows: 'rows of the edges are broken and were left out',
};

function described(
  told: Readonly<Record<string, unknown>> & {
    readonly seconds: { readonly compute: number };
    readonly skipped: readonly string[];
    readonly withheld: readonly string[];
  },
): string {
  return [
    `${String(told.out)}: ${String(told.features)} features of ${String(told.rows)} nodes from ${String(told.edges)} edges in ${told.seconds.compute.toFixed(2)} s`,
    ...Object.entries(WORDS)
      .filter(([name]) => Number(told[name]) > 0)
      .map(([name, words]) => `warning: ${String(told[name])} ${words}`),
    ...(told.withheld.length > 0
      ? [
          `warning: named like outcomes and left out: ${told.withheld.join(', ')} (labels=NAME or attributes=... uses them)`,
        ]
      : []),
    ...(told.skipped.length > 0 ? [`warning: too many words for shares: ${told.skipped.join(', ')}`] : []),
  ].join('\n');
}
