import { createRng } from '#base';
import { createFrame, float64Column, select, take, type Frame } from '#table';
import { EDGE_COLUMNS, edgesFromFrame, type EdgeColumns } from '../files/edge-frame.ts';
import { idName, nodesTold, type NodeColumns } from './node-columns.ts';
import { nodeFeatures, type FeatureOptions } from './node-features.ts';
import { visibleEdges } from './visible-edges.ts';

export interface FrameFeatureOptions extends Pick<FeatureOptions, 'sets' | 'windows'> {
  readonly isDirected: boolean;
  readonly columns?: EdgeColumns;
  /** A number in the unit of the times, or a date: what became known later is not seen. */
  readonly asOf?: string | undefined;
  readonly nodeColumns?: NodeColumns;
  /** Numbers of an embedding, drawn by the seed. */
  readonly embedding?: number | undefined;
  readonly seed?: number;
}

/** A row for each row of the nodes, and what was wrong with the files. */
export interface FrameFeatures {
  readonly frame: Frame;
  readonly facts: Readonly<Record<string, number>>;
  readonly skipped: readonly string[];
  /** Columns named like an outcome, which were left out. */
  readonly withheld: readonly string[];
}

/**
 * Features of the nodes of one table from the edges of another, as of an instant.
 *
 * @throws TallyError `GRAPH_COLUMN`, `GRAPH_INSTANT`, `GRAPH_LEAK`, `GRAPH_LABEL`.
 */
export function featuresFromFrames(edges: Frame, nodes: Frame, options: FrameFeatureOptions): FrameFeatures {
  const { columns = EDGE_COLUMNS, nodeColumns = {}, sets, windows, embedding, seed = 42 } = options;
  const visible = visibleEdges(edges, { columns, asOf: options.asOf });
  const id = idName(nodes, nodeColumns.id);
  const table = edgesFromFrame(visible.frame, { columns, vertices: select(nodes, [id]) });
  const told = nodesTold(nodes, { ids: table.ids, asOf: visible.asOf, columns: nodeColumns });
  const named = Int32Array.from(told.rows.keys()).filter((row) => (told.rows[row] as number) >= 0);
  const { features, selfLoops } = nodeFeatures(
    { ...table.edges, times: table.times, amounts: table.edges.weights, types: table.types },
    {
      ...{ isDirected: options.isDirected, asOf: visible.asOf, perDay: table.perDay },
      ...{ figures: told.figures, categories: told.categories, labels: told.labels },
      ...(sets === undefined ? {} : { sets }),
      ...(windows === undefined ? {} : { windows }),
      rows: Uint32Array.from(named, (row) => told.rows[row] as number),
      embedding:
        embedding === undefined ? undefined : { dimensions: embedding, rng: createRng(seed).fork('embedding') },
    },
  );
  const ids = take(select(nodes, [id]), named);
  const frame = createFrame([
    ...ids.names
      .map((name, i) => [name, ids.columns[i]] as const)
      .filter((pair): pair is [string, Frame['columns'][number]] => pair[1] !== undefined),
    ...features.map(([name, values]) => [name === id ? `graph_${name}` : name, float64Column(values)] as const),
  ]);
  const { later, withoutTime } = visible;
  const facts = {
    ...{ rows: frame.rows, features: features.length, edges: table.edges.sources.length - selfLoops },
    ...{
      selfLoops,
      later,
      withoutTime,
      withoutEnds: table.withoutEnds,
      withoutName: nodes.rows - named.length,
      nodesLater: told.later,
    },
  };
  return { frame, facts, skipped: told.skipped, withheld: told.withheld };
}
