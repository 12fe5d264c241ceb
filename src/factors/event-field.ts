import { DAY_MS } from '#base';
import type { StoredEvent } from '#stream';
import type { FactorEntity, FactorField } from './definition.ts';

/** An event as factors see it: stored, with the person that identity found (a dense index). */
export interface FactorEvent {
  readonly event: StoredEvent;
  readonly person: number;
}

/** The raw value of a field: number, text, or undefined when the event has none. */
export function fieldValue({ event, person }: FactorEvent, { path, codes }: FactorField): number | string | undefined {
  const value = path.startsWith('@') ? special(event, person, path.slice(1)) : dataValue(event.data, path);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  if (codes === undefined) return value;
  const code = codes.indexOf(value);
  return code < 0 ? undefined : code;
}

function special(event: StoredEvent, person: number, name: string): unknown {
  if (name === 'person') return person;
  if (name === 'hour') return Math.floor((event.occurredAt % DAY_MS) / 3_600_000);
  return event.identifiers.find(({ kind }) => kind === name)?.token;
}

function dataValue(data: Readonly<Record<string, unknown>>, path: string): unknown {
  const dot = path.indexOf('.');
  if (dot < 0) return data[path];
  const inner = data[path.slice(0, dot)];
  return typeof inner === 'object' && inner !== null
    ? dataValue(inner as Readonly<Record<string, unknown>>, path.slice(dot + 1))
    : undefined;
}

/** The key under which an event counts for an entity kind: a text (or the person's index), undefined when it has none. */
export function entityKey({ event, person }: FactorEvent, entity: FactorEntity): string | number | undefined {
  switch (entity) {
    case 'person':
      return person;
    case 'phone_block':
      return textOf(event.data['phoneBlock']);
    case 'network':
    case 'cell':
    case 'employer':
      return textOf(event.data[entity]);
    case 'listed_phone':
      return undefined;
    default:
      return event.identifiers.find(({ kind }) => kind === entity)?.token;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The phones an event lists (a contact book); each is a row of its own for the entity `listed_phone`. */
export function listedPhones({ event }: FactorEvent): readonly string[] {
  const contacts = event.data['contacts'];
  return Array.isArray(contacts) ? contacts.filter((item): item is string => typeof item === 'string') : [];
}
