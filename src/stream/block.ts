import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { TallyError, must } from '#base';
import { type Identifier, type IdentifierKind, type LogEvent, type StoredEvent, identifierKinds } from './event.ts';

/** Most events in one block. */
export const BLOCK_EVENTS = 1000;

/** A block of a few live events stays plain: deflating it would cost a twentieth of a request, and compaction does it later. */
const COMPRESS_FROM = 4096;
const PLAIN = 0;
const DEFLATED = 1;

/** kind, version, source, key, identifiers as kind and token in turn, occurred and recorded after the base, partition key, data */
type Tuple = readonly [
  number,
  number,
  number,
  string,
  readonly (number | string)[],
  number,
  number,
  string,
  LogEvent['data'],
];

interface BlockContent {
  /** Kinds and sources, each written once. */
  readonly names: readonly string[];
  readonly base: number;
  readonly events: readonly Tuple[];
}

/**
 * Packs events of one tenant and partition: one byte that names the codec, then JSON tuples with a dictionary and
 * times relative to the first, deflated.
 */
export function encodeBlock(events: readonly LogEvent[]): Uint8Array {
  const names = new Map<string, number>();
  const nameOf = (text: string): number => {
    const known = names.get(text);
    if (known !== undefined) return known;
    names.set(text, names.size);
    return names.size - 1;
  };
  const base = must(events[0], 'the first event of a block').recordedAt;
  const tuples = events.map((event): Tuple => [
    nameOf(event.kind),
    event.version,
    nameOf(event.source),
    event.idempotencyKey,
    event.identifiers.flatMap(({ kind, token }) => [identifierKinds.indexOf(kind), token]),
    event.occurredAt - base,
    event.recordedAt - base,
    event.partitionKey,
    event.data,
  ]);
  const json = Buffer.from(JSON.stringify({ names: [...names.keys()], base, events: tuples } satisfies BlockContent));
  const isLarge = json.length >= COMPRESS_FROM;
  return Buffer.concat([Buffer.of(isLarge ? DEFLATED : PLAIN), isLarge ? deflateRawSync(json, { level: 3 }) : json]);
}

export interface BlockPlace {
  readonly tenant: string;
  readonly partition: number;
  readonly firstOffset: number;
}

/**
 * The events of a block with their offsets.
 *
 * @throws TallyError `STREAM_BLOCK` when the bytes are damaged.
 */
export function decodeBlock(bytes: Uint8Array, place: BlockPlace): StoredEvent[] {
  const { names, base, events } = contentOf(bytes, place);
  const { tenant, partition, firstOffset } = place;
  return events.map((tuple, i) => ({
    tenant,
    kind: names[tuple[0]] ?? '',
    version: tuple[1],
    source: names[tuple[2]] ?? '',
    idempotencyKey: tuple[3],
    identifiers: identifiersOf(tuple[4]),
    occurredAt: base + tuple[5],
    recordedAt: base + tuple[6],
    partitionKey: tuple[7],
    data: tuple[8],
    partition,
    offset: firstOffset + i,
  }));
}

function contentOf(bytes: Uint8Array, place: BlockPlace): BlockContent {
  try {
    const body = bytes.subarray(1);
    const json = bytes[0] === DEFLATED ? inflateRawSync(body) : Buffer.from(body);
    return JSON.parse(json.toString('utf8')) as BlockContent;
  } catch (error) {
    throw new TallyError(
      'STREAM_BLOCK',
      `the block at offset ${place.firstOffset} of partition ${place.partition} is damaged`,
      {
        hint: 'restore a backup',
        data: { ...place },
        status: 500,
        cause: error,
      },
    );
  }
}

function identifiersOf(flat: readonly (number | string)[]): Identifier[] {
  const identifiers: Identifier[] = [];
  for (let i = 0; i < flat.length; i += 2) {
    identifiers.push({ kind: identifierKinds[Number(flat[i])] as IdentifierKind, token: String(flat[i + 1]) });
  }
  return identifiers;
}
