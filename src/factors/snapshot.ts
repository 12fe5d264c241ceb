import { deserialize, serialize } from 'node:v8';
import { TallyError, must } from '#base';
import type { EventColumns } from './event-columns.ts';
import { Interner } from './interner.ts';
import type { LiveEngine } from './live-engine.ts';

const FORMAT = 1;

interface ColumnsImage {
  readonly source: string;
  readonly occurredAt: Float64Array;
  readonly recordedAt: Float64Array;
  readonly offsets: Float64Array;
  readonly fields: readonly {
    readonly name: string;
    readonly values: Float64Array;
    readonly texts: readonly string[];
  }[];
  readonly chains: readonly { readonly heads: Int32Array; readonly prev: Int32Array; readonly keys: Int32Array }[];
}

interface EngineImage {
  readonly format: number;
  readonly schemaId: string;
  readonly spaces: readonly (readonly [string, readonly string[]])[];
  readonly columns: readonly ColumnsImage[];
}

/** The engine's whole state as bytes (structured clone of its typed arrays). */
export function snapshotEngine(engine: LiveEngine): Uint8Array {
  const image: EngineImage = {
    format: FORMAT,
    schemaId: engine.catalogue.schemaId,
    spaces: [...engine.spaces].map(([name, space]) => [name, space.list()]),
    columns: [...engine.columns.values()].map(columnsImage),
  };
  return serialize(image);
}

function columnsImage(columns: EventColumns): ColumnsImage {
  const { source, occurredAt, recordedAt, offsets, fields, chains } = columns;
  return {
    source,
    occurredAt: occurredAt.trimmed(),
    recordedAt: recordedAt.trimmed(),
    offsets: offsets.trimmed(),
    fields: fields.map(({ name, values, texts }) => ({ name, values: values.trimmed(), texts: texts.list() })),
    chains: chains.map(({ heads, prev, keys }) => ({
      heads: heads.trimmed(),
      prev: prev.trimmed(),
      keys: keys.trimmed(),
    })),
  };
}

/**
 * Puts a snapshot back into a fresh engine.
 *
 * @throws TallyError `FACTORS_SNAPSHOT` when it was made with other definitions: replay the log instead.
 */
export function restoreEngine(engine: LiveEngine, bytes: Uint8Array): void {
  const image = deserialize(bytes) as EngineImage;
  if (image.format !== FORMAT || image.schemaId !== engine.catalogue.schemaId) {
    throw new TallyError('FACTORS_SNAPSHOT', `the snapshot holds schema ${image.schemaId}`, {
      hint: 'the definitions changed: delete the snapshot, the state is replayed from the event log',
    });
  }
  for (const [name, texts] of image.spaces) engine.spaces.set(name, Interner.from(texts));
  for (const columns of image.columns)
    restoreColumns(must(engine.columns.get(columns.source), columns.source), columns);
}

function restoreColumns(columns: EventColumns, image: ColumnsImage): void {
  columns.occurredAt.replace(image.occurredAt);
  columns.recordedAt.replace(image.recordedAt);
  columns.offsets.replace(image.offsets);
  columns.fields.forEach((field, i) => {
    const saved = must(image.fields[i], field.name);
    field.values.replace(saved.values);
    field.texts = Interner.from(saved.texts);
  });
  columns.chains.forEach((chain, i) => {
    const saved = must(image.chains[i], chain.entity);
    chain.heads.replace(saved.heads);
    chain.prev.replace(saved.prev);
    chain.keys.replace(saved.keys);
  });
}
