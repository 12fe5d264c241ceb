import { DAY_MS } from '#base';
import type { EventAggregate, FactorDefinition } from '../../definition.ts';
import {
  DEFAULT_PARAMETERS,
  type EventFilter,
  type LibraryFactor,
  type WindowFactor,
} from '../definition/definition.ts';

/** A column of exported events for a path of their data: `form.durationS` is `form_duration_s`, `@device` is `id_device`. */
function exportedColumn(path: string): string {
  if (path.startsWith('@')) return path === '@person' ? 'person' : `id_${path.slice(1)}`;
  return path
    .replaceAll('.', '_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** Why a factor of the live pack has no definition over files. */
export type NotInFiles =
  | 'walks the contact book'
  | 'walks the people who list a phone'
  | 'codes texts'
  | 'reads the hour';

/**
 * A factor of the live standard pack as a definition over exported events, or why there is none. The key of a person is the
 * column `person`; of a device, phone and so on `id_device`, `id_phone`.
 */
export function fromStandard(definition: FactorDefinition): LibraryFactor | NotInFiles {
  const { name, description, purposes, consent } = definition;
  const tags = { name, description, purposes, ...(consent === undefined ? {} : { consent }) };
  if (definition.kind === 'derived') {
    return { kind: 'computed', ...tags, op: definition.op, of: [definition.left, definition.right] };
  }
  if (definition.kind === 'neighbour') {
    return definition.listersDays === undefined ? 'walks the contact book' : 'walks the people who list a phone';
  }
  const { of } = definition;
  if (of.field?.codes !== undefined) return 'codes texts';
  if (of.field?.path === '@hour' || of.where?.path === '@hour') return 'reads the hour';
  return { kind: 'window', ...tags, ...windowOf(of), parameters: DEFAULT_PARAMETERS };
}

function windowOf(of: EventAggregate): Pick<WindowFactor, 'entity' | 'aggregate' | 'window'> & Partial<WindowFactor> {
  const { entity, source, aggregate, field, where, windowDays } = of;
  return {
    entity: entity === 'person' ? 'person' : `id_${entity}`,
    source,
    ...(where === undefined ? {} : { where: filterOf(where) }),
    ...(field === undefined ? {} : { value: { field: exportedColumn(field.path) } }),
    aggregate,
    window: {
      lengthMs: windowDays === undefined ? Infinity : windowDays * DAY_MS,
      offsetMs: 0,
      last: Infinity,
      skip: 0,
    },
  };
}

function filterOf({ path, op, value }: NonNullable<EventAggregate['where']>): EventFilter {
  return { field: exportedColumn(path), op, value: typeof value === 'boolean' ? Number(value) : value };
}
