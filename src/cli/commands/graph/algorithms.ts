import { TallyError } from '#base';
import {
  breadthFirst,
  clusteringCoefficients,
  coreNumbers,
  densestBlock,
  findNode,
  idColumn,
  labelPropagation,
  leiden,
  pageRank,
  personalisedPageRank,
  shortestPaths,
  weakComponents,
  type EdgeTable,
  type Graph,
} from '#graph';
import { createFrame, dictionaryColumn, float64Column, int32Column, type Column, type Frame } from '#table';
import { motifs } from './motifs.ts';
import { numberOf } from './parameters.ts';

/** What an algorithm is run on. */
export interface AlgorithmInput {
  readonly graph: Graph;
  readonly table: EdgeTable;
  readonly parameters: Readonly<Record<string, string>>;
  readonly source: string | undefined;
}

export interface AlgorithmAnswer {
  readonly frame: Frame;
  /** A word or two about the whole. */
  readonly facts: Readonly<Record<string, number>>;
}

export interface Algorithm {
  readonly parameters: readonly string[];
  readonly run: (input: AlgorithmInput) => AlgorithmAnswer;
}

export type AlgorithmName =
  | 'bfs'
  | 'sssp'
  | 'wcc'
  | 'pagerank'
  | 'cdlp'
  | 'lcc'
  | 'kcore'
  | 'leiden'
  | 'ppr'
  | 'fraudar'
  | 'motifs';

/** Algorithms by name. Labels and components are told as the id of a vertex; communities are numbered. */
export const algorithms: Readonly<Record<AlgorithmName, Algorithm>> = {
  bfs: {
    parameters: [],
    run: ({ graph, table, source }) => {
      const hops = breadthFirst(graph, nodeOf(table, source));
      return perVertex(table, int32Column(hops), { reached: hops.reduce((n, hop) => n + (hop >= 0 ? 1 : 0), 0) });
    },
  },
  sssp: {
    parameters: [],
    run: ({ graph, table, source }) => {
      const lengths = shortestPaths(graph, nodeOf(table, source));
      const reached = lengths.reduce((n, length) => n + (length < Infinity ? 1 : 0), 0);
      return perVertex(table, float64Column(lengths), { reached });
    },
  },
  wcc: {
    parameters: [],
    run: ({ graph, table }) => {
      const labels = weakComponents(graph);
      return perVertex(table, idColumn(table.ids, labels), { components: new Set(labels).size });
    },
  },
  pagerank: {
    parameters: ['damping', 'iterations', 'tolerance'],
    run: ({ graph, table, parameters }) => {
      const options = {
        damping: numberOf(parameters, 'damping', 0.85),
        iterations: numberOf(parameters, 'iterations', 100),
        tolerance: numberOf(parameters, 'tolerance', 1e-10),
      };
      return perVertex(table, float64Column(pageRank(graph, options)), {});
    },
  },
  cdlp: {
    parameters: ['iterations'],
    run: ({ graph, table, parameters }) => {
      const labels = labelPropagation(graph, numberOf(parameters, 'iterations', 10));
      return perVertex(table, idColumn(table.ids, labels), { labels: new Set(labels).size });
    },
  },
  lcc: {
    parameters: [],
    run: ({ graph, table }) => perVertex(table, float64Column(clusteringCoefficients(graph)), {}),
  },
  kcore: {
    parameters: [],
    run: ({ graph, table }) => {
      const cores = coreNumbers(graph);
      return perVertex(table, int32Column(new Int32Array(cores)), {
        largest: cores.reduce((a, b) => Math.max(a, b), 0),
      });
    },
  },
  leiden: {
    parameters: ['resolution', 'iterations'],
    run: ({ graph, table, parameters }) => {
      const { communityOf, communities, modularity } = leiden(graph, {
        resolution: numberOf(parameters, 'resolution', 1),
        iterations: numberOf(parameters, 'iterations', 2),
      });
      return perVertex(table, int32Column(new Int32Array(communityOf)), { communities, modularity });
    },
  },
  ppr: {
    parameters: ['damping', 'threshold'],
    run: ({ graph, table, parameters, source }) => {
      const seeds = (source ?? '').split(',').map((id) => [nodeOf(table, id), 1] as const);
      const { nodes, ranks } = personalisedPageRank(graph, new Map(seeds), {
        damping: numberOf(parameters, 'damping', 0.85),
        threshold: numberOf(parameters, 'threshold', 1e-7),
      });
      const frame = createFrame([
        ['id', idColumn(table.ids, nodes)],
        ['value', float64Column(ranks)],
      ]);
      return { frame, facts: { reached: nodes.length } };
    },
  },
  fraudar: {
    parameters: [],
    run: ({ table }) => {
      const { nodes, sources, targets } = table.edges;
      const { rows, columns, density } = densestBlock({ rows: nodes, columns: nodes, sources, targets });
      const sides = Int32Array.from({ length: rows.length + columns.length }, (_, i) => (i < rows.length ? 0 : 1));
      const frame = createFrame([
        ['id', idColumn(table.ids, [...rows, ...columns])],
        ['side', dictionaryColumn(sides, ['src', 'dst'])],
      ]);
      return { frame, facts: { rows: rows.length, columns: columns.length, density } };
    },
  },
  motifs,
};

function perVertex({ ids }: EdgeTable, value: Column, facts: AlgorithmAnswer['facts']): AlgorithmAnswer {
  return { frame: createFrame([['id', idColumn(ids)] as const, ['value', value] as const]), facts };
}

function nodeOf({ ids }: EdgeTable, source: string | undefined): number {
  const node = source === undefined ? undefined : findNode(ids, source.trim());
  if (node !== undefined) return node;
  throw new TallyError('CLI_OPTION', source === undefined ? 'there is no --source' : `there is no vertex "${source}"`, {
    hint: 'name a vertex as the file of edges does',
  });
}
