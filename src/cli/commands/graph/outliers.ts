import type { Command } from 'commander';
import { log, systemClock } from '#base';
import { buildGraph, edgesFromFrame, idColumn, idName, nodesTold, type NodesTold } from '#graph';
import { findOutliers, type Outliers } from '#network';
import { createFrame, float64Column, readTable, select, stringColumn, writeTable, type Frame } from '#table';
import { runs } from '../../command.ts';
import { edgeColumns } from './edge-columns.ts';
import { numberOf, readParameters } from './parameters.ts';
import { readEdges } from './read-edges.ts';

interface OutlierCommand {
  readonly edges: string;
  readonly nodes: string;
  readonly columns?: string;
  readonly params?: readonly string[];
  readonly out: string;
}

/** Adds `graph outliers`. */
export function addOutliers(group: Command): void {
  const command = group
    .command('outliers')
    .description('nodes unlike the others by attributes, neighbours and structure, without labels')
    .requiredOption('--edges <file>', 'edges: CSV, TSV or Parquet')
    .requiredOption('--nodes <file>', 'nodes by `id` or the first column; other columns are attributes')
    .option('--columns <list>', 'columns of the edges: src=A,dst=B')
    .option('--params <pairs...>', 'id=COLUMN, attributes=A:B, drop=A:B, seed=N')
    .requiredOption('--out <file>', 'a row a node, the oddest first: id, score, what speaks');
  runs<OutlierCommand>(command, async ({ edges, nodes, out, ...options }, output) => {
    const parameters = readParameters(options.params ?? [], ['id', 'attributes', 'drop', 'seed']);
    const columns = edgeColumns(options.columns);
    const [read, told] = [await readEdges(edges, columns.src), await readTable(nodes)];
    const id = idName(told, parameters.id);
    const started = systemClock.now();
    const table = edgesFromFrame(read.frame, { columns, vertices: select(told, [id]) });
    const known = nodesTold(told, { ids: table.ids, asOf: undefined, columns: partsOf(parameters) });
    const { graph, faults } = buildGraph({ ...table.edges, weights: undefined }, false);
    const found = await findOutliers(graph, figuresOf(known), { seed: numberOf(parameters, 'seed', 42) });
    const seconds = (systemClock.now() - started) / 1000;
    const asked = [...new Set(known.rows)].filter((v) => v >= 0);
    const order = asked.sort((a, b) => (found.score[b] as number) - (found.score[a] as number) || a - b);
    await writeTable(frameOf(idColumn(table.ids, order), found, order), out);
    const voices = Object.keys(found.voices);
    const result = {
      rows: order.length,
      voices,
      skipped: known.skipped,
      ...faults,
      brokenRows: read.broken,
      seconds,
      out,
    };
    output.result(result, () => `${out}: ${order.length} nodes by ${voices.join(', ')} in ${seconds.toFixed(2)} s`);
  });
}

function partsOf({ id, attributes, drop }: Readonly<Record<string, string>>) {
  return { id, attributes: attributes?.split(':').filter((name) => name !== ''), drop: drop?.split(':') };
}

/** Numbers as they are; a word as how rare it is. */
function figuresOf({ figures, categories }: NodesTold): readonly Float64Array[] {
  const rarities = categories.map(({ codes, words }) => {
    const counts = new Float64Array(words.length);
    for (const code of codes) if (code >= 0) counts[code] = (counts[code] as number) + 1;
    return Float64Array.from(codes, (code) => (code < 0 ? NaN : -log((counts[code] as number) / codes.length)));
  });
  return [...figures.map(([, values]) => values), ...rarities];
}

/** Parts that tell more than this speak: a node in twenty does. */
const SPEAKS = 3;

function frameOf(ids: Frame['columns'][number], found: Outliers, order: readonly number[]): Frame {
  const of = (values: Float64Array): Float64Array => Float64Array.from(order, (v) => values[v] as number);
  const parts = Object.entries(found.parts);
  const speaking = order.map((v) =>
    parts
      .filter(([, values]) => (values[v] as number) >= SPEAKS)
      .sort(([, a], [, b]) => (b[v] as number) - (a[v] as number))
      .map(([name]) => name)
      .join(' '),
  );
  const named = (prefix: string, all: Outliers['parts']) =>
    Object.entries(all).map(([name, values]) => [`${prefix}${name}`, float64Column(of(values))] as const);
  return createFrame([
    ['id', ids] as const,
    ['score', float64Column(of(found.score))] as const,
    ['speaks', stringColumn(speaking)] as const,
    ...named('', found.voices),
    ...named('part_', found.parts),
  ]);
}
