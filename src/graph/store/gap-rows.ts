import { TallyError } from '#base';
import type { Adjacency } from './graph.ts';

/** Rows of ascending neighbours as gaps in bytes: a picture that stands still, of ends alone, for reading row by row. */
export interface GapRows {
  /** The first byte of each row. */
  readonly offsets: Uint32Array;
  readonly bytes: Uint8Array;
}

/**
 * Codes rows as gaps, seven bits a byte, the least first; a row begins with the difference of its first neighbour to the node. Small when
 * neighbours lie close: number nodes by degree or community before. Weights are left out. Linear.
 *
 * @throws TallyError `GRAPH_SIZE` beyond 2^32 - 1 bytes.
 */
export function gapRows({ offsets, targets }: Adjacency): GapRows {
  const nodes = offsets.length - 1;
  const starts = new Uint32Array(nodes + 1);
  let size = 0;
  for (let v = 0; v < nodes; v++) {
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++)
      size += bytesOf(gapAt(offsets, targets, { v, a }));
    if (size > 0xffff_ffff) {
      throw new TallyError('GRAPH_SIZE', `the gaps of ${targets.length} arcs take more than 4 GiB`, {
        hint: 'divide the graph by relation',
      });
    }
    starts[v + 1] = size;
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  let at = 0;
  for (let v = 0; v < nodes; v++) {
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      let gap = gapAt(offsets, targets, { v, a });
      for (; gap > 127; gap = Math.floor(gap / 128)) bytes[at++] = (gap % 128) + 128;
      bytes[at++] = gap;
    }
  }
  return { offsets: starts, bytes };
}

/** Visits the neighbours of a node, ascending. */
export function visitGaps({ offsets, bytes }: GapRows, node: number, visit: (end: number) => void): void {
  let at = offsets[node] ?? 0;
  const to = offsets[node + 1] ?? 0;
  let end = -1;
  while (at < to) {
    let byte = bytes[at++] as number;
    let gap = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      byte = bytes[at++] as number;
      gap += (byte & 127) * scale;
    }
    if (end >= 0) end += gap;
    else end = gap % 2 === 0 ? node + gap / 2 : node - (gap + 1) / 2;
    visit(end);
  }
}

function gapAt(
  offsets: Uint32Array,
  targets: Uint32Array,
  { v, a }: { readonly v: number; readonly a: number },
): number {
  const target = targets[a] as number;
  if (a > (offsets[v] as number)) return target - (targets[a - 1] as number);
  // Differences of either sign become even and odd numbers.
  return target >= v ? 2 * (target - v) : 2 * (v - target) - 1;
}

function bytesOf(gap: number): number {
  if (gap < 128) return 1;
  if (gap < 16_384) return 2;
  if (gap < 2_097_152) return 3;
  return gap < 268_435_456 ? 4 : 5;
}
