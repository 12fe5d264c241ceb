import { z } from '#base';
import { eventKinds, identifierKinds, type EventKind } from '#stream';
import { entityWords } from '../catalogue/entities.ts';
import type { FieldKind } from './field-space.ts';

/** A field of a kind of event that rows keep. */
export interface FlatField {
  /** Where it is in the data. */
  readonly path: readonly string[];
  /** Its column: `form.durationS` is `form_duration_s`. */
  readonly column: string;
  readonly kind: FieldKind;
}

/** Kinds that say who is who; rows follow by being moved. */
const WITHOUT_ROWS = /^identity\./;

/** Fields that no factor may read. */
const NEVER: ReadonlySet<string> = new Set(['sex']);

/** Columns of keys: of people, identifiers, and what the catalogue gathers events by. */
export const entityColumns: readonly string[] = [
  ...new Set(['person', ...identifierKinds.map((kind) => `id_${kind}`), ...Object.keys(entityWords)]),
];

/** The column of a path, as in exported tables. */
export function flatColumn(path: readonly string[]): string {
  return path.join('_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What rows keep of each kind: numbers, yes and no, labels and references; nothing that is sealed or a list. */
export function flatFields(
  kinds: ReadonlyMap<string, EventKind> = eventKinds,
): ReadonlyMap<string, readonly FlatField[]> {
  return new Map(
    [...kinds.values()]
      .filter(({ kind }) => !WITHOUT_ROWS.test(kind))
      .map((kind) => [
        kind.kind,
        fieldsOf(z.toJSONSchema(kind.schema, { io: 'output', unrepresentable: 'any' }), kind, []),
      ]),
  );
}

interface JsonSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
}

function fieldsOf(schema: unknown, kind: EventKind, above: readonly string[]): FlatField[] {
  const { properties = {} } = schema as JsonSchema;
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = [...above, name];
    const mark = kind.personal[path.join('.')];
    if ((mark !== undefined && mark !== 'coarse') || NEVER.has(name)) return [];
    const { type } = property as JsonSchema;
    if (type === 'object') return fieldsOf(property, kind, path);
    const held: FieldKind | undefined =
      type === 'string' ? 'text' : type === 'number' || type === 'integer' || type === 'boolean' ? 'number' : undefined;
    return held === undefined ? [] : [{ path, column: flatColumn(path), kind: held }];
  });
}
