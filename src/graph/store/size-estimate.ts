import type { EdgeFields } from './arc-columns.ts';

/** What a graph needs in memory. */
export interface SizeEstimate {
  /** Bytes as rows that stand still, and with a share of the edges still in blocks. */
  readonly frozen: number;
  readonly live: number;
  /** Bytes of the names of nodes. */
  readonly names: number;
  /** Stores of at most 2^32 - 1 arcs that it must be divided into. */
  readonly stores: number;
  /** Machines that hold rows, blocks and names, and at least the stores. */
  readonly machines: number;
}

/** Places taken in blocks for each arc (measured on R-MAT of 16.8 M edges: 16.9 bytes an edge less 8 bytes a node, over 8). */
const SPARE = 2.05;
/** Bytes of an interned name (measured: 8, and 4 a slot at a load between .3 and .6). */
const NAME = 17.1;
const MOST_ARCS = 0xffff_ffff;

/** Memory and machines for a graph: bytes by what an arc keeps, as the store lays it out. */
export function sizeOf({
  nodes,
  edges,
  liveShare = 0.1,
  machineBytes = 20 * 2 ** 30,
  ...fields
}: EdgeFields & {
  readonly nodes: number;
  readonly edges: number;
  /** Share of edges in blocks between two merges. */
  readonly liveShare?: number;
  /** Usable bytes of a machine; 20 of 24 GiB. */
  readonly machineBytes?: number;
}): SizeEstimate {
  const arc = 4 + (fields.type === true ? 1 : 0) + (fields.time === true ? 8 : 0) + (fields.weight === true ? 4 : 0);
  const frozen = 4 * (nodes + 1) + 2 * edges * arc;
  const live = 4 * (nodes + 1) + 8 * nodes + 2 * edges * arc * (1 - liveShare + liveShare * SPARE);
  const names = NAME * nodes;
  const stores = Math.max(1, Math.ceil((2 * edges) / MOST_ARCS));
  const machines = Math.max(1, Math.ceil((live + names) / machineBytes));
  return { frozen, live, names, stores, machines };
}
