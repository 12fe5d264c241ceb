import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildGraph, edgesFromFrame, EDGE_COLUMNS } from '#graph';
import { auc } from '#learn';
import { findOutliers } from '#network';
import { findColumn, readTable, select } from '#table';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';

/** Sets of PyGOD and the best of the simple scores that the reference data gives for each. */
const BARS: Readonly<Record<string, readonly [best: number, name: string]>> = {
  disney: [0.684, 'isolation forest with one hop'],
  books: [0.588, 'isolation forest with one hop'],
  enron: [0.546, 'degree'],
  reddit: [0.594, 'distance to the mean of neighbours'],
  inj_cora: [0.731, 'degree'],
  gen_100: [0.793, 'degree'],
  gen_500: [0.773, 'degree'],
  gen_1000: [0.719, 'degree'],
  gen_5000: [0.761, 'degree'],
  gen_time: [0.748, 'degree'],
};
const SEEDS = 3;

/** Outliers of attributed networks without a label, against the best simple score of each set. */
export const outliersProof: ProofPart = {
  name: 'outliers',
  async run({ data, seed, note }) {
    const folder = join(data ?? '', 'graph', 'pygod');
    const metric = 'pygod sets, unsupervised: above the best simple score of the reference data';
    if (data === undefined || !existsSync(folder)) {
      return [{ metric, value: 'no reference data here (TALLY_DATA)', target: '>= 8 of 10', pass: undefined }];
    }
    const rows: ProofRow[] = [];
    let above = 0;
    for (const [set, [bar, name]] of Object.entries(BARS)) {
      const { values, voices } = await judged(folder, set, seed);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      if (mean > bar) above++;
      note(`${set}: ${mean.toFixed(3)} (${bar}); ${voices}`);
      rows.push({
        metric: `pygod ${set}: AUC, mean of ${SEEDS} seeds`,
        value: `${mean.toFixed(3)} (${values.map((value) => value.toFixed(3)).join(', ')})`,
        target: `> ${bar} (${name})`,
        pass: mean > bar,
      });
    }
    return [{ metric, value: `${above} of 10`, target: '>= 8 of 10', pass: above >= 8 }, ...rows];
  },
};

async function judged(folder: string, set: string, seed: ProofOptions['seed']) {
  const nodes = await readTable(join(folder, `${set}_nodes.csv.gz`));
  const edges = await readTable(join(folder, `${set}_edges.csv.gz`));
  const columns = { ...EDGE_COLUMNS, src: 'source', dst: 'target' };
  // Nodes are numbered in their order: the rows of the file are the nodes.
  const table = edgesFromFrame(edges, { columns, vertices: select(nodes, ['node']) });
  const { graph } = buildGraph(table.edges, false);
  const truth = Float64Array.from(findColumn(nodes, 'label')?.values ?? [], (label) => Number(label > 0));
  const figures = nodes.names
    .filter((name) => name !== 'node' && name !== 'label')
    .map((name) => Float64Array.from(findColumn(nodes, name)?.values ?? []));
  const runs = [];
  for (let i = 0; i < SEEDS; i++) runs.push(await findOutliers(graph, figures, { seed: seed + i }));
  const voices = Object.entries({ ...runs[0]?.voices, ...runs[0]?.parts }).map(
    ([name, voice]) => `${name} ${auc(truth, voice).toFixed(3)}`,
  );
  return { values: runs.map(({ score }) => auc(truth, score)), voices: voices.join(', ') };
}
