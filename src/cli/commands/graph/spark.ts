import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { edgesFromFrame, idColumn, SPARK_ALGORITHMS, sparkPlan, sparkScript, type EdgeColumns } from '#graph';
import {
  createFrame,
  drop,
  filter,
  findColumn,
  isValid,
  join as joinTables,
  readTable,
  valueAt,
  writeTable,
  type Column,
  type Frame,
} from '#table';
import { runs } from '../../command.ts';
import { oneOf } from '../factors/one-of.ts';
import { edgeColumns } from './edge-columns.ts';
import { numberOf, readParameters } from './parameters.ts';
import { readEdges } from './read-edges.ts';

interface SparkCommandOptions {
  readonly edges: string;
  readonly vertices?: string;
  readonly directed?: boolean;
  readonly columns?: string;
  readonly params?: readonly string[];
  readonly out?: string;
}

/** Adds `graph spark`. */
export function addSpark(group: Command): void {
  const command = group
    .command('spark')
    .argument('<algorithm>', SPARK_ALGORITHMS.join(', '))
    .description('the same algorithm as a PySpark script, and the edges as GraphFrames takes them')
    .requiredOption('--edges <file>', 'edges: CSV, TSV or Parquet')
    .option('--vertices <file>', 'vertices in the first column, with numbers to average over neighbours')
    .option('--directed', 'edges lead from src to dst')
    .option('--columns <list>', `columns of the edges: src=A,dst=B,type=T,time=T,weight=W`)
    .option('--params <pairs...>', 'rounds=N, damping=D')
    .option('--out <folder>', 'writes the script, edges.parquet (src, dst, ...) and vertices.parquet (id, ...)');
  runs<SparkCommandOptions>(command, async (options, output) => {
    const algorithm = oneOf('algorithm', options.args[0] ?? '', SPARK_ALGORITHMS);
    const parameters = readParameters(options.params ?? [], ['rounds', 'damping']);
    const vertices = options.vertices === undefined ? undefined : await readTable(options.vertices);
    const script = sparkScript(
      sparkPlan(algorithm, {
        isDirected: options.directed === true,
        figures: vertices === undefined ? [] : figuresOf(vertices),
        ...(parameters.rounds === undefined ? {} : { rounds: numberOf(parameters, 'rounds', 10) }),
        damping: numberOf(parameters, 'damping', 0.85),
      }),
    );
    if (options.out === undefined) {
      output.result({ algorithm, script }, () => script);
      return;
    }
    const written = await exported(options, vertices);
    const path = join(options.out, `${algorithm}.py`);
    await writeFile(path, script);
    output.result({ algorithm, script: path, ...written }, () =>
      [`${path}: ${written.edges} edges, ${written.vertices} vertices`, ...faults(written)].join('\n'),
    );
  });
}

/** Writes edges and vertices in the shape of GraphFrames: every end of an edge is a vertex, with or without figures. */
async function exported({ edges: path, columns: told, out = '.' }: SparkCommandOptions, vertices: Frame | undefined) {
  const columns = edgeColumns(told);
  const { frame, broken } = await readEdges(path, columns.src);
  const table = edgesFromFrame(frame, { columns, vertices });
  const edges = edgeFrame(frame, columns);
  const ids = createFrame([['id', idColumn(table.ids)]]);
  await mkdir(out, { recursive: true });
  await writeTable(edges, join(out, 'edges.parquet'));
  await writeTable(
    vertices === undefined ? ids : joinTables(ids, withId(vertices), { on: ['id'], kind: 'left' }),
    join(out, 'vertices.parquet'),
  );
  return { edges: edges.rows, withoutEnds: frame.rows - edges.rows, broken, vertices: ids.rows };
}

/** Rows with both ends, under the names that GraphFrames knows. */
function edgeFrame(frame: Frame, columns: EdgeColumns): Frame {
  const named = Object.entries(columns).flatMap(([name, of]): (readonly [string, Column])[] => {
    const column = findColumn(frame, of);
    return column === undefined ? [] : [[name === 'type' ? 'relationship' : name, column]];
  });
  const whole = createFrame(named);
  const ends = [findColumn(whole, 'src'), findColumn(whole, 'dst')];
  const mask = Uint8Array.from({ length: whole.rows }, (_, row) =>
    ends.every((end) => end !== undefined && isValid(end, row) && valueAt(end, row) !== '') ? 1 : 0,
  );
  return filter(whole, mask);
}

function withId(vertices: Frame): Frame {
  return createFrame(vertices.names.map((name, i) => [i === 0 ? 'id' : name, vertices.columns[i] as Column] as const));
}

/** Numbers of the vertices, their names left out. */
function figuresOf(vertices: Frame): string[] {
  const [id = ''] = vertices.names;
  const rest = drop(vertices, [id]);
  return rest.names.filter((_, i) => rest.columns[i]?.kind !== 'string');
}

function faults({ withoutEnds, broken }: { readonly withoutEnds: number; readonly broken: number }): string[] {
  return [
    ...(withoutEnds > 0 ? [`warning: ${withoutEnds} rows have no end and were left out`] : []),
    ...(broken > 0 ? [`warning: ${broken} broken rows were left out`] : []),
  ];
}
