import { bind } from '../bind.ts';
import type { EventFilter, ServedFactor, ValueExpression, WindowFactor } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';
import { entitiesOf, eventFields, windowFactors } from '../fields-of.ts';
import { EVERYONE, type EventRows } from './event-rows.ts';
import type { WalkField } from './walk-reader.ts';

/** Definitions fitted to the fields of rows. */
export interface FittedFactors {
  readonly factors: readonly ServedFactor[];
  readonly fields: ReadonlyMap<string, WalkField>;
}

const TEXTS: EventColumn = { values: new Float64Array(0), dictionary: [] };
const NUMBERS: EventColumn = { values: new Float64Array(0) };

/**
 * Fits definitions to rows: entities are linked, fields that rows do not know yet are declared (numbers where a definition needs
 * numbers), constants have the kind of their field.
 *
 * @throws TallyError `FACTORS_COLUMN_UNKNOWN` when rows are closed, `FACTORS_COLUMN_TYPE`, `FACTORS_ENTITY`.
 */
export function fitFields(
  store: EventRows,
  told: readonly ServedFactor[],
  isClosed: boolean = store.isClosed,
): FittedFactors {
  const names = eventFields(told);
  const kindOf = (name: string): EventColumn | undefined => {
    const field = store.fields.get(name);
    if (field === undefined) return isClosed ? undefined : TEXTS;
    return field.names === undefined ? NUMBERS : TEXTS;
  };
  const stubs = new Map<string, EventColumn>();
  for (const name of names) {
    const stub = kindOf(name);
    if (stub !== undefined) stubs.set(name, stub);
  }
  // Entities are texts whatever a definition does with them besides.
  for (const entity of entitiesOf(told)) {
    if (entity === EVERYONE) continue;
    if (isClosed && !store.fields.has(entity)) throw store.noEntity(`events have no key "${entity}"`);
    store.addEntity(entity);
  }
  const known = stubs.size === names.length ? stubs : closedStubs(store, stubs);
  const bound = bind(told, { rows: 0, occurred: new Float64Array(0), columns: known });
  const fields = new Map<string, WalkField>();
  for (const name of names) {
    const needsNumber = bound.events.columns.get(name)?.dictionary === undefined;
    const space = store.declare(name, needsNumber ? 'number' : 'text');
    fields.set(name, { space, spellsNumber: needsNumber && space.names !== undefined });
  }
  for (const factor of windowFactors(bound.factors)) registerConstants(factor, fields);
  return { factors: bound.factors, fields };
}

/** All names, so that the complaint about an unknown one can suggest the nearest. */
function closedStubs(store: EventRows, stubs: ReadonlyMap<string, EventColumn>): Map<string, EventColumn> {
  const all = [...store.fields].map(([name, { names }]) => [name, names === undefined ? NUMBERS : TEXTS] as const);
  return new Map([...all, ...stubs]);
}

/** Constants have their codes before filters are compiled against them. */
function registerConstants({ where, value, second, parameters }: WindowFactor, fields: FittedFactors['fields']): void {
  const add: Visit = (field, constant) => {
    const { space, spellsNumber } = fields.get(field) ?? {};
    if (space?.names !== undefined && spellsNumber !== true) space.names.code(String(constant));
  };
  if (where !== undefined) visitFilter(where, add);
  for (const operand of [value, second]) if (operand !== undefined) visitValue(operand, add);
  if (value !== undefined && 'field' in value) for (const text of parameters.step) add(value.field, text);
}

type Visit = (field: string, constant: string | number) => void;

function visitFilter(filter: EventFilter, visit: Visit): void {
  if ('and' in filter) filter.and.forEach((part) => visitFilter(part, visit));
  else if ('or' in filter) filter.or.forEach((part) => visitFilter(part, visit));
  else if ('not' in filter) visitFilter(filter.not, visit);
  else if ('in' in filter) filter.in.forEach((value) => visit(filter.field, value));
  else if ('op' in filter) visit(filter.field, filter.value);
}

function visitValue(value: ValueExpression, visit: Visit): void {
  if ('when' in value) {
    visitFilter(value.when, visit);
    visitValue(value.take, visit);
  } else if ('of' in value) value.of.forEach((part) => visitValue(part, visit));
}
