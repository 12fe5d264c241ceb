import { createRng } from '#base';
import {
  buildGraph,
  labelPropagation,
  nodeFeatures,
  pageRank,
  weakComponents,
  type SparkAlgorithm,
  type SparkOptions,
} from '#graph';
import { createFrame, float64Column, int32Column, stringColumn, type Frame } from '#table';

/** A small graph and what the engine says of it. */
export interface KnownCase {
  readonly name: string;
  readonly algorithm: SparkAlgorithm;
  readonly options: SparkOptions;
  readonly edges: Frame;
  readonly vertices: Frame;
  /** Each column of the answer by node; NaN where nothing is known. Ids where values are texts. */
  readonly expected: ReadonlyMap<string, ArrayLike<number | string>>;
}

interface Drawn {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly ages: Float64Array;
  /** Texts instead of numbers as ids, in the same order. */
  readonly isNamed: boolean;
}

/** A small graph with loops, repeats, nodes without an edge and ages that are not known. */
function drawn(seed: number, isNamed = false): Drawn {
  const [rng, nodes, many] = [createRng(seed), 60, 70];
  const pick = (): number => rng.below(nodes - 5);
  const sources = Uint32Array.from({ length: many }, pick);
  const targets = sources.map((v, e) => (e % 9 === 0 ? v : pick()));
  const ages = Float64Array.from({ length: nodes }, (_, v) => (v % 7 === 3 ? NaN : 20 + rng.below(50)));
  return { nodes, sources, targets, ages, isNamed };
}

/** All texts of Spark on `seeds` graphs each, undirected and directed where that says something else. */
export function knownCases(seeds: readonly number[]): KnownCase[] {
  return seeds.flatMap((seed) => [
    components(drawn(seed)),
    components(drawn(seed, true)),
    ...[false, true].flatMap((isDirected) => [labels(drawn(seed), isDirected), ranks(drawn(seed), isDirected)]),
    neighbours(drawn(seed)),
  ]);
}

function components(from: Drawn): KnownCase {
  const { graph } = buildGraph(from, false);
  const value = Array.from(weakComponents(graph), (least) => idOf(from, least));
  return caseOf(from, { algorithm: 'wcc', options: {}, expected: new Map([['value', value]]) });
}

function labels(from: Drawn, isDirected: boolean): KnownCase {
  const value = labelPropagation(buildGraph(from, isDirected).graph, 4);
  return caseOf(from, { algorithm: 'cdlp', options: { isDirected, rounds: 4 }, expected: new Map([['value', value]]) });
}

function ranks(from: Drawn, isDirected: boolean): KnownCase {
  const value = pageRank(buildGraph(from, isDirected).graph, { iterations: 6, tolerance: 0 });
  return caseOf(from, {
    algorithm: 'pagerank',
    options: { isDirected, rounds: 6 },
    expected: new Map([['value', value]]),
  });
}

function neighbours(from: Drawn): KnownCase {
  const { features } = nodeFeatures(from, {
    isDirected: false,
    perDay: 1,
    sets: ['neighbours'],
    figures: [['age', from.ages]],
  });
  const told = features.filter(([name]) => /^(near|hop2)_(mean|max)_of_age$/.test(name));
  const expected = new Map<string, ArrayLike<number>>(told);
  const ends = Array.from({ length: from.nodes }, (_, v) => endsOf(from, v));
  expected.set(
    'edges',
    ends.map((list) => list.length),
  );
  expected.set(
    'partners',
    ends.map((list) => new Set(list).size),
  );
  return caseOf(from, { algorithm: 'neighbours', options: { figures: ['age'] }, expected });
}

/** The other ends of a node's edges, loops left out. */
function endsOf({ sources, targets }: Drawn, v: number): number[] {
  const ends: number[] = [];
  sources.forEach((source, e) => {
    const target = targets[e] as number;
    if (source === target) return;
    if (source === v) ends.push(target);
    if (target === v) ends.push(source);
  });
  return ends;
}

function caseOf(from: Drawn, known: Pick<KnownCase, 'algorithm' | 'options' | 'expected'>): KnownCase {
  const { algorithm, options } = known;
  const [direction, ids] = [options.isDirected === true ? ' directed' : '', from.isNamed ? ' of texts' : ''];
  const vertices = Array.from({ length: from.nodes }, (_, v) => v);
  return {
    ...known,
    name: `${algorithm}${direction}${ids}`,
    edges: createFrame([
      ['src', columnOf(from, from.sources)],
      ['dst', columnOf(from, from.targets)],
    ]),
    vertices: createFrame([
      ['id', columnOf(from, vertices)],
      ['age', float64Column(from.ages)],
    ]),
  };
}

function columnOf(from: Drawn, nodes: ArrayLike<number>) {
  if (!from.isNamed) return int32Column(Int32Array.from(nodes));
  return stringColumn(Array.from(nodes, (v) => String(idOf(from, v))));
}

function idOf({ isNamed }: Drawn, v: number): number | string {
  return isNamed ? `p${String(v).padStart(4, '0')}` : v;
}
