import { TallyError } from '#base';
import { snapshotOf, storeOf, type CommunityChange } from '#graph';
import { Bonds } from './groups/bonds.ts';
import { Communities } from './groups/communities.ts';
import type { Closing, DatedChange } from './groups/community-journal.ts';
import { NodeBook } from './history/node-book.ts';
import { PersonRecords } from './history/person-records.ts';
import { Ticks } from './history/ticks.ts';
import { Network } from './network.ts';

const MAGIC = 'tally-network-1\n';

type Values = Uint8Array | Int32Array | Uint32Array | Float64Array;

const makers = {
  Uint8Array: (buffer: ArrayBuffer) => new Uint8Array(buffer),
  Int32Array: (buffer: ArrayBuffer) => new Int32Array(buffer),
  Uint32Array: (buffer: ArrayBuffer) => new Uint32Array(buffer),
  Float64Array: (buffer: ArrayBuffer) => new Float64Array(buffer),
};

interface Section {
  readonly name: string;
  readonly type: keyof typeof makers;
  readonly bytes: number;
}

interface Head {
  readonly sections: readonly Section[];
  readonly own: ReturnType<Network['image']>;
  readonly live: {
    readonly empty: readonly number[];
    readonly suspects: readonly number[];
    readonly nextId: number;
    readonly waiting: readonly number[];
  };
  readonly growth: { readonly added: number; readonly total: number; readonly refreshedOn: number };
  readonly closings: readonly Closing[];
  readonly sizes: readonly (readonly [number, { readonly closing: number; readonly size: number }[]])[];
  readonly changes: readonly (readonly [number, DatedChange[]])[];
}

/** A network as bytes, its history included; what was erased is not in it. */
export function snapshotNetwork(network: Network): Uint8Array {
  const { live, journal, added, total, refreshedOn } = network.groups.image();
  const { slotOf, idOfSlot, empty, suspects, nextId, waiting } = live;
  const parts: Readonly<Record<string, Values>> = {
    edges: snapshotOf(network.edges),
    bonds: snapshotOf(network.bonds.store),
    bonded: network.bonds.image(),
    names: new TextEncoder().encode(JSON.stringify(network.nodes.image())),
    ...prefixed('ticks', network.ticks.image()),
    ...prefixed('records', network.records.image()),
    ...prefixed('groups', { slotOf, idOfSlot }),
    ...prefixed('journal', journal.columns),
  };
  const sections = Object.entries(parts).map(([name, values]): Section => {
    return { name, type: values.constructor.name as Section['type'], bytes: values.byteLength };
  });
  const { closings, sizes, changes } = journal;
  const growth = { added, total, refreshedOn };
  const told = { sections, own: network.image(), live: { empty, suspects, nextId, waiting }, growth };
  const head = { ...told, closings, sizes, changes } satisfies Head;
  const text = new TextEncoder().encode(`${MAGIC}${JSON.stringify(head)}\n`);
  const bytes = new Uint8Array(sections.reduce((sum, section) => sum + section.bytes, text.length));
  bytes.set(text);
  let at = text.length;
  for (const values of Object.values(parts)) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/**
 * The network of a snapshot; it goes on with the event behind {@link Network.position}.
 *
 * @throws TallyError `NETWORK_SNAPSHOT` for bytes that are not one or were cut short, `GRAPH_SNAPSHOT` for changed ones.
 */
export function restoreNetwork(bytes: Uint8Array): Network {
  const { head, parts } = unpack(bytes);
  const of = <T extends Values>(name: string): T => parts.get(name) as T;
  const nodes = new NodeBook();
  nodes.restore(JSON.parse(new TextDecoder().decode(of<Uint8Array>('names'))) as string[]);
  const ticks = new Ticks();
  ticks.restore(grouped(parts, 'ticks') as unknown as ReturnType<Ticks['image']>);
  const records = new PersonRecords();
  records.restore(grouped(parts, 'records') as unknown as ReturnType<PersonRecords['image']>);
  const bonds = new Bonds(storeOf(of<Uint8Array>('bonds')));
  bonds.restore(of<Uint32Array>('bonded'));
  const groups = new Communities(bonds, groupsOf(head, parts));
  const network = new Network({ nodes, edges: storeOf(of<Uint8Array>('edges')), ticks, records, bonds, groups });
  network.restore(head.own);
  return network;
}

function groupsOf(head: Head, parts: ReadonlyMap<string, Values>): ReturnType<Communities['image']> {
  const slots = grouped(parts, 'groups') as { slotOf: Uint32Array; idOfSlot: Uint32Array };
  const columns = grouped(parts, 'journal') as unknown as ReturnType<Communities['image']>['journal']['columns'];
  const { closings, sizes, changes } = head;
  const copies = {
    sizes: sizes.map(([id, entries]) => [id, [...entries]] as [number, typeof entries]),
    changes: changes.map(([id, entries]) => [id, [...entries]] as [number, { day: number; change: CommunityChange }[]]),
  };
  const journal = { columns, closings: [...closings], ...copies };
  return { live: { ...slots, ...head.live }, journal, ...head.growth };
}

function prefixed(prefix: string, parts: Readonly<Record<string, Values>>): Record<string, Values> {
  return Object.fromEntries(Object.entries(parts).map(([name, values]) => [`${prefix}.${name}`, values]));
}

function grouped(parts: ReadonlyMap<string, Values>, prefix: string): Record<string, Values> {
  const own = [...parts].filter(([name]) => name.startsWith(`${prefix}.`));
  return Object.fromEntries(own.map(([name, values]) => [name.slice(prefix.length + 1), values]));
}

function unpack(bytes: Uint8Array): { readonly head: Head; readonly parts: ReadonlyMap<string, Values> } {
  const isOne = new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) === MAGIC;
  const end = isOne ? bytes.indexOf(10, MAGIC.length) : -1;
  if (end < 0) throw broken('they do not begin as one');
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(MAGIC.length, end))) as Head;
  const expected = head.sections.reduce((sum, section) => sum + section.bytes, end + 1);
  if (bytes.length !== expected) throw broken(`there are ${bytes.length} where ${expected} are told`);
  let at = end + 1;
  const parts = new Map<string, Values>();
  for (const { name, type, bytes: length } of head.sections) {
    const own = new Uint8Array(length);
    own.set(bytes.subarray(at, at + length));
    parts.set(name, makers[type](own.buffer));
    at += length;
  }
  return { head, parts };
}

function broken(what: string): TallyError {
  return new TallyError('NETWORK_SNAPSHOT', `these bytes are no snapshot of a network: ${what}`, {
    hint: 'take the snapshot before it, or build the network again from the log',
  });
}
