import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { edgesFromFrame, EDGE_COLUMNS, nodesOf, type EdgeTable, type TimedEdges } from '#graph';
import { findColumn, readTable } from '#table';

/** Transfers with planted circles of AMLSim, and the accounts that are marked. */
export interface PlantedCircles {
  readonly edges: TimedEdges & { readonly amounts: Float64Array };
  readonly isMarked: Uint8Array;
  readonly marked: number;
  /** Marked accounts that pay or receive an amount below any that an unmarked account does: the planted transfers that were made. */
  readonly reachable: number;
}

/** Undefined where the reference data is not. */
export async function readPlantedCircles(data: string | undefined): Promise<PlantedCircles | undefined> {
  const folder = join(data ?? '', 'graph', 'amlsim_20k_cycle200');
  if (data === undefined || !existsSync(folder)) return undefined;
  const nodes = await readTable(join(folder, 'nodes.csv.gz'));
  const columns = { ...EDGE_COLUMNS, src: 'sourceNodeId', dst: 'targetNodeId', weight: 'value', time: 'time' };
  const table = edgesFromFrame(await readTable(join(folder, 'transactions.csv.gz')), { columns, vertices: nodes });
  const edges = timed(table);
  const isMarked = new Uint8Array(edges.nodes);
  const [ids, flags] = [findColumn(nodes, 'nodeid'), findColumn(nodes, 'isFraud')];
  if (ids !== undefined) nodesOf(table.ids, ids).forEach((v, row) => (isMarked[v] = Number(flags?.values[row] ?? 0)));
  const marked = isMarked.reduce((sum, flag) => sum + flag, 0);
  return { edges, isMarked, marked, reachable: reachable(edges, isMarked) };
}

function timed({ edges, times }: EdgeTable): PlantedCircles['edges'] {
  return { ...edges, times: times ?? new Float64Array(0), amounts: edges.weights ?? new Float64Array(0) };
}

function reachable({ sources, targets, amounts }: PlantedCircles['edges'], isMarked: Uint8Array): number {
  const isPlanted = (e: number): boolean => isMarked[sources[e] ?? 0] === 1 && isMarked[targets[e] ?? 0] === 1;
  const ordinary = amounts.reduce((least, amount, e) => (isPlanted(e) ? least : Math.min(least, amount)), Infinity);
  const found = new Set<number>();
  amounts.forEach((amount, e) => {
    if (amount < ordinary) found.add(sources[e] ?? 0).add(targets[e] ?? 0);
  });
  return found.size;
}
