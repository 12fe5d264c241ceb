import { TallyError, type Rng } from '#base';
import { fastRp } from '../embedding/fast-rp.ts';
import { amountFigures, take } from './amounts.ts';
import { eventRows, type EventLook, type EventRows } from './event-rows.ts';
import type { FeatureEdges } from './feature-edges.ts';
import type { Feature, FeatureContext } from './feature-set.ts';
import { flowFigures } from './flow.ts';
import { gapFigures } from './gaps.ts';
import { hopFigures } from './hops.ts';
import { labelFigures } from './label-figures.ts';
import type { NodeLabels } from './seen-labels.ts';
import { motifShares } from './motif-shares.ts';
import { neighbourFigures, type NodeFigure } from './neighbour-figures.ts';
import { neighbourShares, type NodeCategory } from './neighbour-shares.ts';
import { partnerCounts } from './partner-counts.ts';
import { sideFigures } from './side-figures.ts';
import { simpleGraph, structureFigures } from './structure.ts';

export const FEATURE_SETS = ['degree', 'amounts', 'gaps', 'flow', 'structure', 'hops', 'motifs', 'neighbours'] as const;
/** All but motifs, whose search takes some ten microseconds an edge: who wants them names them. */
export const USUAL_SETS: readonly FeatureSet[] = FEATURE_SETS.filter((name) => name !== 'motifs');
export type FeatureSet = (typeof FEATURE_SETS)[number];

export interface FeatureOptions extends EventLook {
  /** The nodes asked for, a row each; all when left out. */
  readonly rows?: Uint32Array;
  readonly sets?: readonly FeatureSet[];
  /** Windows in days; 7, 30 and 90, and always everything. */
  readonly windows?: readonly number[];
  /** What is told of all nodes, to be averaged over neighbours. */
  readonly figures?: readonly NodeFigure[];
  readonly categories?: readonly NodeCategory[];
  readonly labels?: NodeLabels | undefined;
  /** Numbers of a FastRP embedding; needs `rng`. */
  readonly embedding?: { readonly dimensions: number; readonly rng: Rng } | undefined;
}

export interface NodeFeatures {
  readonly features: readonly Feature[];
  readonly selfLoops: number;
}

/**
 * Features of nodes from the edges around them. `edges` must hold what could be known at `asOf` and nothing else: who calls leaves
 * out what was recorded later (see `visibleEdges`). Deterministic whatever the order of the edges. Some columns for each set;
 * what needs instants, amounts or directions is left out where there are none.
 *
 * @throws TallyError `GRAPH_NODE` for an edge to a node that there is not, `GRAPH_LABEL` for a label that is not 0 or 1.
 */
export function nodeFeatures(edges: FeatureEdges, options: FeatureOptions): NodeFeatures {
  const events = eventRows(edges, options);
  const { windows = [7, 30, 90], labels, embedding } = options;
  const rows = options.rows ?? Uint32Array.from({ length: edges.nodes }, (_, v) => v);
  const context = { events, rows, windows: events.ages === undefined ? [Infinity] : [...windows, Infinity] };
  const features = featuresOf(context, options);
  if (labels !== undefined) features.push(...labelFigures(context, checked(labels)));
  if (embedding !== undefined) features.push(...embedded(context, embedding));
  return { features, selfLoops: events.selfLoops };
}

function featuresOf(context: FeatureContext, options: FeatureOptions): Feature[] {
  const { sets = USUAL_SETS, figures = [], categories = [] } = options;
  const wants = (...names: FeatureSet[]): boolean => names.some((name) => sets.includes(name));
  const sides = wants('amounts', 'neighbours') ? sideFigures(context.events) : [];
  const graph = wants('structure', 'hops') ? simpleGraph(context.events) : undefined;
  const near = [...sides.flatMap((side) => side.figures), ...figures];
  return [
    ...(wants('degree') ? partnerCounts(context) : []),
    ...(wants('amounts') ? amountFigures(context, sides) : []),
    ...(wants('gaps') ? gapFigures(context) : []),
    ...(wants('flow') ? flowFigures(context) : []),
    ...(wants('structure') && graph !== undefined ? structureFigures(context, graph) : []),
    ...(wants('hops') && graph !== undefined ? hopFigures(context, graph) : []),
    ...(wants('motifs') ? motifShares(context) : []),
    ...(wants('neighbours') ? neighbourFigures(context, near) : []),
    ...(wants('neighbours') ? categories.flatMap((category) => neighbourShares(context, category)) : []),
  ];
}

function embedded(
  { events, rows }: { readonly events: EventRows; readonly rows: Uint32Array },
  { dimensions, rng }: NonNullable<FeatureOptions['embedding']>,
): Feature[] {
  const { values } = fastRp(simpleGraph(events), { dimensions, rng });
  return Array.from({ length: dimensions }, (_, d): Feature => [
    `embedding_${d}`,
    take(
      values.filter((__, i) => i % dimensions === d),
      rows,
    ),
  ]);
}

function checked(labels: NodeLabels): NodeLabels {
  const wrong = labels.values.find((label) => !Number.isNaN(label) && label !== 0 && label !== 1);
  if (wrong === undefined) return labels;
  throw new TallyError('GRAPH_LABEL', `a label is ${wrong}`, {
    hint: 'labels are 0 (good), 1 (bad) or empty (not known)',
  });
}
