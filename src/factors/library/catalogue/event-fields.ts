import { withKeyFields } from './key-columns.ts';

/** What of an event the library reads. */
export interface FieldEvent {
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[];
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * An event's fields as its exported columns have them: data in snake case with nested fields joined, yes as 1, lists joined by
 * spaces, identifiers as `id_<kind>`, the person, and the keys of {@link withKeyFields}.
 */
export function eventFieldsOf(
  { identifiers, data }: FieldEvent,
  person?: string | number,
): Record<string, string | number | undefined> {
  const fields: Record<string, string | number | undefined> = {};
  put(fields, '', data);
  for (const { kind, value } of identifiers) fields[`id_${kind}`] = value;
  if (person !== undefined) fields['person'] = person;
  return withKeyFields(fields);
}

function put(fields: Record<string, string | number | undefined>, prefix: string, data: object): void {
  for (const [name, value] of Object.entries(data)) {
    const path = prefix + name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (typeof value === 'string' || typeof value === 'number') fields[path] = value;
    else if (typeof value === 'boolean') fields[path] = value ? 1 : 0;
    else if (Array.isArray(value)) fields[path] = value.join(' ');
    else if (typeof value === 'object' && value !== null) put(fields, `${path}_`, value);
  }
}
