import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { EdgeStore, snapshotOf, storeOf } from '#graph';

/** Nodes and bytes of an edge in the log: source, target, second. */
const [NODES, RECORD] = [5000, 12];

/** The edge of a number: everybody can tell it again. */
export function edgeOf(n: number): { readonly source: number; readonly target: number; readonly occurred: number } {
  const mixed = Math.imul(n + 1, 0x9e37_79b9) >>> 0;
  const source = mixed % NODES;
  return { source, target: (source + 1 + ((mixed >>> 12) % (NODES - 1))) % NODES, occurred: 1000 + n };
}

/** Appends the edges of numbers to the log and waits until they are on the disk. */
export function append(log: number, first: number, count: number): void {
  const bytes = new Uint32Array(3 * count);
  for (let i = 0; i < count; i++) {
    const { source, target, occurred } = edgeOf(first + i);
    bytes.set([source, target, occurred], 3 * i);
  }
  writeSync(log, new Uint8Array(bytes.buffer));
  fsyncSync(log);
}

export function openLog(folder: string): number {
  return openSync(join(folder, 'edges.log'), 'a');
}

/** Writes what the store holds beside the last snapshot and puts it in its place in one step. */
export function saveSnapshot(folder: string, store: EdgeStore, edges: number): void {
  const path = join(folder, 'edges.snapshot');
  const file = openSync(`${path}.next`, 'w');
  writeSync(file, new Uint8Array(new Uint32Array([edges, 0]).buffer));
  const bytes = snapshotOf(store);
  // In parts, so that a kill can fall between them.
  for (let at = 0; at < bytes.length; at += 1 << 16) writeSync(file, bytes.subarray(at, at + (1 << 16)));
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.next`, path);
}

/** The store after a kill: the last whole snapshot, and the log from there on. A record that was cut short is left out. */
export function recovered(folder: string): {
  readonly store: EdgeStore;
  readonly edges: number;
  readonly replayed: number;
} {
  const path = join(folder, 'edges.snapshot');
  let store = new EdgeStore({ time: true, nodes: NODES });
  let begin = 0;
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    begin = bytes.readUInt32LE(0);
    store = storeOf(bytes.subarray(8));
  }
  const log = existsSync(join(folder, 'edges.log')) ? readFileSync(join(folder, 'edges.log')) : Buffer.alloc(0);
  const edges = Math.floor(log.length / RECORD);
  for (let e = begin; e < edges; e++) {
    const word = (i: number): number => log.readUInt32LE(e * RECORD + 4 * i);
    store.insert({ source: word(0), target: word(1), occurred: word(2) });
  }
  return { store, edges, replayed: edges - begin };
}

/** Arcs that are missing or too many, of what edges `0 .. edges - 1` make. */
export function differences(store: EdgeStore, edges: number): number {
  const counts = new Map<number, number>();
  const key = (v: number, w: number, at: number): number => (v * NODES + w) * 2 ** 26 + at;
  for (let n = 0; n < edges; n++) {
    const { source, target, occurred } = edgeOf(n);
    for (const arc of [key(source, target, occurred), key(target, source, occurred)])
      counts.set(arc, (counts.get(arc) ?? 0) + 1);
  }
  for (let v = 0; v < NODES; v++) {
    store.visit(v, {}, ({ ends, occurred }, place) => {
      const arc = key(v, ends[place] as number, occurred?.[place] ?? 0);
      counts.set(arc, (counts.get(arc) ?? 0) - 1);
      return true;
    });
  }
  let wrong = 0;
  for (const left of counts.values()) wrong += Math.abs(left);
  return wrong;
}
