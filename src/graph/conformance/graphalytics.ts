import { TallyError } from '#base';
import { breadthFirst } from '../algorithms/bfs.ts';
import { clusteringCoefficients } from '../algorithms/clustering.ts';
import { weakComponents } from '../algorithms/components.ts';
import { labelPropagation } from '../algorithms/label-propagation.ts';
import { pageRank } from '../algorithms/page-rank.ts';
import { shortestPaths } from '../algorithms/shortest-paths.ts';
import { buildGraph, type Graph } from '../store/graph.ts';

/** Algorithms of LDBC Graphalytics. */
export const graphalyticsAlgorithms = ['bfs', 'cdlp', 'lcc', 'pr', 'sssp', 'wcc'] as const;

export type GraphalyticsAlgorithm = (typeof graphalyticsAlgorithms)[number];

/** The texts of one validation graph: an adjacency list, or vertices and edges. */
export interface GraphalyticsTexts {
  readonly adjacency?: string | undefined;
  readonly vertices?: string | undefined;
  readonly edges?: string | undefined;
}

/** A validation graph with the names of its vertices, ascending. */
export interface GraphalyticsGraph {
  readonly graph: Graph;
  readonly ids: readonly number[];
}

/** What a run of an algorithm is told. */
export interface GraphalyticsParameters {
  readonly source?: number;
  readonly iterations?: number;
  readonly damping?: number;
}

/** Reads a validation graph. Vertices are numbered by their ascending names, which keeps the order of labels. */
export function readGraphalytics(
  { adjacency, vertices, edges }: GraphalyticsTexts,
  isDirected: boolean,
): GraphalyticsGraph {
  const arcs = edges === undefined ? adjacencyArcs(numbers(adjacency ?? ''), isDirected) : numbers(edges);
  const listed = numbers(vertices ?? adjacency ?? '').map(([vertex = NaN]) => vertex);
  const ids = [...new Set([...listed, ...arcs.flatMap(([from = NaN, to = NaN]) => [from, to])])].sort((a, b) => a - b);
  const place = new Map(ids.map((id, at) => [id, at]));
  const at = (id: number | undefined): number => place.get(id ?? NaN) as number;
  const isWeighted = arcs.some((arc) => arc.length > 2);
  const list = {
    nodes: ids.length,
    sources: Uint32Array.from(arcs, ([from]) => at(from)),
    targets: Uint32Array.from(arcs, ([, to]) => at(to)),
    weights: isWeighted ? Float64Array.from(arcs, ([, , weight = 1]) => weight) : undefined,
  };
  return { graph: buildGraph(list, isDirected).graph, ids };
}

/** Every edge once: the list of an undirected graph has both halves. */
function adjacencyArcs(rows: readonly number[][], isDirected: boolean): number[][] {
  return rows.flatMap(([from = NaN, ...to]) => to.filter((t) => isDirected || from < t).map((t) => [from, t]));
}

function numbers(text: string): number[][] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line) => line.trim().split(/\s+/).map(Number));
}

/** Runs an algorithm: a value for each vertex, labels and sources as names. */
export function runGraphalytics(
  algorithm: GraphalyticsAlgorithm,
  { graph, ids }: GraphalyticsGraph,
  { source = NaN, iterations = 10, damping = 0.85 }: GraphalyticsParameters,
): ArrayLike<number> {
  const from = ids.indexOf(source);
  if (from < 0 && (algorithm === 'bfs' || algorithm === 'sssp')) {
    throw new TallyError('GRAPH_NODE', `there is no vertex ${source} to start from`, {
      hint: 'give the source of the test',
    });
  }
  const named = (labels: Uint32Array): number[] => Array.from(labels, (label) => ids[label] as number);
  switch (algorithm) {
    case 'bfs':
      return breadthFirst(graph, from);
    case 'sssp':
      return shortestPaths(graph, from);
    case 'cdlp':
      return named(labelPropagation(graph, iterations));
    case 'wcc':
      return named(weakComponents(graph));
    case 'lcc':
      return clusteringCoefficients(graph);
    case 'pr':
      return pageRank(graph, { damping, iterations });
  }
}

/** Unreachable in the reference outputs of breadth-first search. */
const UNREACHED = 2 ** 63;
const TOLERANCE = 1e-4;

/**
 * How many vertices differ from the reference output: exact for bfs and cdlp, up to names for wcc, within 1e-4 for the others.
 */
export function compareGraphalytics(
  algorithm: GraphalyticsAlgorithm,
  { ids, values }: { readonly ids: readonly number[]; readonly values: ArrayLike<number> },
  reference: string,
): number {
  const rows = reference.split('\n').filter((line) => line.trim() !== '');
  const told = new Map(
    rows.map((line) => line.trim().split(/\s+/)).map(([id, value]) => [Number(id), toNumber(value)]),
  );
  const renamed = new Map<number, number>();
  const isEqual = (value: number, wanted: number): boolean => {
    if (algorithm === 'bfs') return value === (wanted === UNREACHED ? -1 : wanted);
    if (algorithm === 'cdlp') return value === wanted;
    if (algorithm === 'wcc') return sameName(renamed, value, wanted);
    return value === wanted || Math.abs(value - wanted) <= TOLERANCE * Math.abs(wanted);
  };
  const wrong = ids.filter((id, at) => !isEqual(values[at] as number, told.get(id) ?? NaN)).length;
  const merged = renamed.size - new Set(renamed.values()).size;
  return wrong + merged + Math.abs(told.size - ids.length);
}

function toNumber(text: string | undefined): number {
  return text === 'Infinity' || text === 'infinity' ? Infinity : Number(text);
}

function sameName(renamed: Map<number, number>, value: number, wanted: number): boolean {
  const known = renamed.get(value);
  if (known === undefined) renamed.set(value, wanted);
  return known === undefined || known === wanted;
}
