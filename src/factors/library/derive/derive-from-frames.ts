import { TallyError } from '#base';
import { columnOf, type Column, type Frame } from '#table';
import { eventColumn } from '../files/event-columns.ts';
import { eventsFromFrame, type EventRoles } from '../files/event-file.ts';
import { roleColumn } from '../files/instants.ts';
import { labelsFromFrame } from '../files/label-file.ts';
import { deriveFactors, type Derivation, type DeriveInput } from './derive.ts';

/** A derivation over tables as they were read from files. */
export interface DeriveFrames extends Omit<DeriveInput, 'events' | 'labels' | 'outcome' | 'roles'> {
  readonly events: Frame;
  readonly labels: Frame;
  readonly target: string;
  readonly roles: EventRoles;
  readonly asOf?: string | undefined;
  /** Key columns; those that events and labels share when left out. */
  readonly entities?: readonly string[] | undefined;
}

/**
 * {@link deriveFactors} over frames.
 *
 * @throws TallyError `FACTORS_TARGET`, `FACTORS_NO_TIME`, `FACTORS_COLUMN_UNKNOWN`, `TABLE_COLUMN_UNKNOWN`.
 */
export async function deriveFromFrames(input: DeriveFrames): Promise<Derivation> {
  const { roles, target, asOf } = input;
  const { events } = eventsFromFrame(input.events, roles);
  const parts = [
    roleColumn(input.events, 'time', roles.time),
    roleColumn(input.events, 'recorded', roles.recorded),
    roleColumn(input.events, 'kind', roles.kind),
    roles.id,
  ];
  const left = new Set(parts.filter((name) => name !== undefined));
  const instant = roleColumn(input.labels, 'as-of', asOf);
  const shared = input.labels.names.filter((name) => events.columns.has(name) && name !== target && name !== instant);
  const entities = input.entities ?? shared.filter((name) => !left.has(name));
  if (entities.length === 0) {
    throw new TallyError('FACTORS_TARGET', 'events and labels have no key column in common', {
      hint: 'name the key with --entity; it must be a column of both',
    });
  }
  const { labels } = labelsFromFrame(input.labels, events, { entities, asOf, unit: roles.unit });
  const outcome = outcomeOf(input.labels, target);
  return deriveFactors({ ...input, events, labels, outcome, roles: { entities, left } });
}

function outcomeOf(labels: Frame, target: string): Float64Array {
  const place = labels.names.indexOf(target);
  if (place < 0) columnOf(labels, target, 'float64');
  const { values, dictionary } = eventColumn(labels.columns[place] as Column);
  const odd = values.find((value) => value === value && value !== 0 && value !== 1);
  if (odd === undefined && dictionary === undefined) return values;
  throw new TallyError('FACTORS_TARGET', `the target "${target}" holds ${dictionary?.[0] ?? odd}, not 0 and 1`, {
    hint: 'make it 1 for the outcome and 0 for the other; empty rows are left out',
  });
}
