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
  /** What is seen of planted circles: accounts joined by planted transfers of one amount. */
  readonly circles: readonly (readonly number[])[];
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
  const planted = plantedTransfers(edges, isMarked);
  const reachable = new Set(planted.flatMap((e) => [edges.sources[e] ?? 0, edges.targets[e] ?? 0])).size;
  return { edges, isMarked, marked, reachable, circles: circlesOf(edges, planted) };
}

function timed({ edges, times }: EdgeTable): PlantedCircles['edges'] {
  return { ...edges, times: times ?? new Float64Array(0), amounts: edges.weights ?? new Float64Array(0) };
}

/** Transfers of an amount below any that an unmarked account pays or receives. */
function plantedTransfers({ sources, targets, amounts }: PlantedCircles['edges'], isMarked: Uint8Array): number[] {
  const isAmong = (e: number): boolean => isMarked[sources[e] ?? 0] === 1 && isMarked[targets[e] ?? 0] === 1;
  const ordinary = amounts.reduce((least, amount, e) => (isAmong(e) ? least : Math.min(least, amount)), Infinity);
  return [...amounts.keys()].filter((e) => (amounts[e] ?? Infinity) < ordinary);
}

/** Amounts of a circle differ by less. */
const ONE_AMOUNT = 0.01;

function circlesOf({ sources, targets, amounts }: PlantedCircles['edges'], planted: readonly number[]): number[][] {
  const byAmount = planted.toSorted((a, b) => (amounts[a] ?? 0) - (amounts[b] ?? 0));
  const circles: number[][] = [];
  for (let from = 0, to = 0; from < byAmount.length; from = to) {
    to = from + 1;
    while (to < byAmount.length && amountAt(to) <= amountAt(to - 1) * (1 + ONE_AMOUNT)) to++;
    circles.push(...joined(byAmount.slice(from, to)));
  }
  return circles;

  function amountAt(place: number): number {
    return amounts[byAmount[place] ?? 0] ?? 0;
  }

  function joined(edges: readonly number[]): number[][] {
    const groups: Set<number>[] = [];
    for (const e of edges) {
      const ends = [sources[e] ?? 0, targets[e] ?? 0];
      const touched = groups.filter((group) => ends.some((v) => group.has(v)));
      for (const group of touched) groups.splice(groups.indexOf(group), 1);
      groups.push(new Set([...ends, ...touched.flatMap((group) => [...group])]));
    }
    return groups.map((group) => [...group]);
  }
}
