import { z } from '#base';
import { eventKinds, identifierKinds, type EventKind } from '#stream';
import { entityWords } from '../catalogue/entities.ts';
import { withKeyFields } from '../catalogue/key-columns.ts';
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

/** What rows keep of a kind of event. */
export interface FlatKind {
  readonly fields: readonly FlatField[];
  /** Its fields lead to keys beyond what events carry, such as a coarser place. */
  readonly isKeyed: boolean;
}

/** What rows keep of each kind: numbers, yes and no, labels and references; nothing that is sealed or a list. */
export function flatKinds(kinds: ReadonlyMap<string, EventKind> = eventKinds): ReadonlyMap<string, FlatKind> {
  return new Map(
    [...kinds.values()]
      .filter(({ kind }) => !WITHOUT_ROWS.test(kind))
      .map((kind) => {
        const fields = fieldsOf(z.toJSONSchema(kind.schema, { io: 'output', unrepresentable: 'any' }), kind, []);
        return [kind.kind, { fields, isKeyed: leadsToKeys(fields) }];
      }),
  );
}

/** Every event is everybody's: that key is no reason to look for others. */
function leadsToKeys(fields: readonly FlatField[]): boolean {
  const sample = Object.fromEntries(fields.map(({ column, kind }) => [column, kind === 'text' ? 'c-1-1' : 1]));
  return Object.keys(withKeyFields(sample)).length > fields.length + 1;
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
