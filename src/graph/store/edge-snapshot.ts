import { TallyError } from '#base';
import { arcColumns, pairs, type ArcColumns } from './arc-columns.ts';
import { EdgeStore } from './edge-store.ts';

const MAGIC = 0x5453_4754;
const HEADER = 32;
const [TYPE, TIME, WEIGHT, DIRECTED] = [1, 2, 4, 8];

/** All edges of a store as bytes, their history included; erased nodes are not in it. The store stays as it is. */
export function snapshotOf(store: EdgeStore): Uint8Array {
  const steps = store.merged(store.layers, {});
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const { offsets, columns } = step.value;
  const arcs = offsets.at(-1) ?? 0;
  const parts = [offsets, ...pairs(columns, columns).map(([column]) => column.subarray(0, arcs))].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, HEADER));
  let at = HEADER;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const { type, time, weight } = store.fields;
  const flags = (type ? TYPE : 0) | (time ? TIME : 0) | (weight ? WEIGHT : 0) | (store.isDirected ? DIRECTED : 0);
  const header = new DataView(bytes.buffer);
  [MAGIC, 1, flags, offsets.length - 1, arcs, checksum(bytes.subarray(HEADER))].forEach((word, i) =>
    header.setUint32(4 * i, word, true),
  );
  return bytes;
}

/**
 * The store of a snapshot.
 *
 * @throws TallyError `GRAPH_SNAPSHOT` for bytes that are not one, cut short or changed.
 */
export function storeOf(bytes: Uint8Array): EdgeStore {
  if (bytes.length < HEADER) throw broken(`${bytes.length} bytes are too few`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const word = (i: number): number => header.getUint32(4 * i, true);
  if (word(0) !== MAGIC || word(1) !== 1) throw broken('it does not begin as one');
  const [flags, nodes, arcs] = [word(2), word(3), word(4)];
  const fields = { type: (flags & TYPE) !== 0, time: (flags & TIME) !== 0, weight: (flags & WEIGHT) !== 0 };
  const perArc = 4 + (fields.type ? 1 : 0) + (fields.time ? 8 : 0) + (fields.weight ? 4 : 0);
  const expected = HEADER + 4 * (nodes + 1) + perArc * arcs;
  if (bytes.length !== expected) throw broken(`it has ${bytes.length} bytes where ${expected} are told`);
  if (word(5) !== checksum(bytes.subarray(HEADER))) throw broken('its checksum differs');
  const offsets = new Uint32Array(new SharedArrayBuffer(4 * (nodes + 1)));
  const columns = arcColumns(arcs, fields);
  let at = HEADER;
  for (const part of [offsets, ...columnsOf(columns)]) {
    new Uint8Array(part.buffer).set(bytes.subarray(at, at + part.byteLength));
    at += part.byteLength;
  }
  return new EdgeStore({ ...fields, isDirected: (flags & DIRECTED) !== 0, nodes }, { offsets, columns });
}

function columnsOf(columns: ArcColumns) {
  return pairs(columns, columns).map(([column]) => column);
}

function broken(what: string): TallyError {
  return new TallyError('GRAPH_SNAPSHOT', `this is no snapshot of edges: ${what}`, {
    hint: 'take the snapshot before it, or build the graph again from the stream',
  });
}

/** FNV-1a, over bytes. */
function checksum(bytes: Uint8Array): number {
  let sum = 0x811c_9dc5;
  for (let i = 0; i < bytes.length; i++) sum = Math.imul(sum ^ (bytes[i] as number), 0x0100_0193);
  return sum >>> 0;
}
