import { arcColumns, copyArc, REMOVAL, resized, type ArcColumns, type EdgeFields } from './arc-columns.ts';
import type { ArcLayers, FrozenArcs } from './arc-layers.ts';

export interface MergeLimits {
  /** Arcs that happened before this second are dropped. */
  readonly expireBefore?: number;
  /** What was removed before this second is dropped with its removal; later removals stay for reads of the past. */
  readonly forgetBefore?: number;
}

/** Rows between two pauses. */
const ROWS = 4096;

/**
 * Joins layers into frozen rows beside them; nothing that exists is changed. Pauses (yields) every few thousand rows, so that a
 * long merge can be spread over time or given up.
 */
export function* mergeArcs(
  layers: ArcLayers,
  { fields, nodes, ...limits }: MergeLimits & { readonly fields: EdgeFields; readonly nodes: number },
): Generator<undefined, FrozenArcs> {
  const offsets = new Uint32Array(new SharedArrayBuffer(4 * (nodes + 1)));
  const room = arcsIn(layers);
  const columns = arcColumns(room, fields);
  const writer = new RowWriter(columns, layers.erased, limits);
  for (let v = 0; v < nodes; v++) {
    if (v % ROWS === ROWS - 1) yield;
    if (layers.erased?.[v] !== 1) mergeRow(layers, v, writer);
    offsets[v + 1] = writer.write;
  }
  const isTight = writer.write > 0.95 * room;
  return { offsets, columns: isTight ? columns : resized(columns, writer.write, { used: writer.write }) };
}

function arcsIn({ blocks, frozen }: ArcLayers): number {
  let arcs = frozen.offsets.at(-1) ?? 0;
  for (const { sizes } of blocks) for (const size of sizes) arcs += size;
  return arcs;
}

function mergeRow({ blocks, frozen }: ArcLayers, v: number, writer: RowWriter): void {
  writer.begin();
  for (const { starts, sizes, columns } of blocks) {
    const start = starts[v];
    if (start === undefined) continue;
    for (let place = start + (sizes[v] as number) - 1; place >= start; place--) writer.add(columns, place);
  }
  const { offsets, columns } = frozen;
  for (let place = offsets[v] ?? 0, end = offsets[v + 1] ?? place; place < end; place++) writer.add(columns, place);
}

class RowWriter {
  write = 0;
  private readonly columns: ArcColumns;
  private readonly erased: Uint8Array | undefined;
  private readonly limits: MergeLimits;
  private gone: Set<number> | undefined;

  constructor(columns: ArcColumns, erased: Uint8Array | undefined, limits: MergeLimits) {
    this.columns = columns;
    this.erased = erased;
    this.limits = limits;
  }

  begin(): void {
    this.gone = undefined;
  }

  add(from: ArcColumns, at: number): void {
    const { expireBefore = 0, forgetBefore = 0 } = this.limits;
    const [word, kind] = [from.ends[at] as number, from.types?.[at] ?? 0];
    const end = word >= REMOVAL ? word - REMOVAL : word;
    if (this.erased?.[end] === 1) return;
    if (word >= REMOVAL && (from.recorded === undefined || (from.recorded[at] as number) < forgetBefore)) {
      this.gone ??= new Set();
      this.gone.add(end * 256 + kind);
      return;
    }
    if (this.gone?.has(end * 256 + kind) === true) return;
    if (word < REMOVAL && from.occurred !== undefined && (from.occurred[at] as number) < expireBefore) return;
    copyArc(from, at, { to: this.columns, place: this.write++ });
  }
}
