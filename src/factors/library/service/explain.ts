import { planWalks } from '../columnar/plan.ts';
import type { WindowFactor } from '../definition/definition.ts';
import type { EventRows } from '../live/event-rows.ts';
import { MOST_ROWS, type ReadRequest } from '../live/factor-reader.ts';
import { fitFields } from '../live/fit-fields.ts';
import type { SourceRows } from '../live/source-rows.ts';
import { WalkReader } from '../live/walk-reader.ts';

/** One event behind a value. */
export interface ContributingEvent {
  readonly kind: string;
  /** Offset in the log. */
  readonly position: number;
  readonly occurred: number;
  readonly recorded: number;
  /** The fields that the factor reads, as they were told. */
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly passesFilter: boolean;
  /** In the window by time and by number. */
  readonly isInWindow: boolean;
}

/** Where a value comes from. */
export interface FactorEvidence {
  readonly name: string;
  readonly entity: string;
  /** The window: events in `(from, to]`; minus Infinity for all time. */
  readonly from: number;
  readonly to: number;
  /** Events of the key that the walk looked at. */
  readonly looked: number;
  readonly isCapped: boolean;
  /** Newest first. */
  readonly events: readonly ContributingEvent[];
}

/** The events behind a window factor, the newest `limit` of those that its walk looks at. */
export function explainWindow(
  rows: EventRows,
  factor: WindowFactor,
  { keys, at, limit }: ReadRequest & { readonly limit: number },
): FactorEvidence {
  const { factors, fields } = fitFields(rows, [factor]);
  const [plan] = planWalks(factors);
  const { window, entity, name } = factor;
  const to = at.asOf - window.offsetMs;
  const about = { name, entity, from: to - window.lengthMs, to };
  const key = entity === 'everyone' ? entity : keys[entity];
  if (plan === undefined || key === undefined) return { ...about, looked: 0, isCapped: false, events: [] };
  const walk = new WalkReader(rows, plan, { fields, most: MOST_ROWS });
  const picked = walk.pick(rows.keyOf(entity, key), at);
  const passes = walk.passes(at.asOf, plan.lanes[0]?.filter ?? 0);
  const sources = walk.sources();
  let ordinal = 0;
  const events: ContributingEvent[] = [];
  for (let i = 0; i < picked.size && events.length < limit; i++) {
    const source = sources[picked.sources[i] as number] as SourceRows;
    const row = picked.rows[i] as number;
    const occurred = source.occurred.get(row);
    const passesFilter = passes[picked.size - 1 - i] === 1;
    const isTimely = occurred <= to && occurred > about.from;
    const place = passesFilter && occurred <= to ? ordinal++ : -1;
    events.push({
      kind: source.name,
      position: source.positions.get(row),
      occurred,
      recorded: source.recorded.get(row),
      fields: Object.fromEntries([...fields.keys()].map((field) => [field, toldValue(source, field, row)])),
      passesFilter,
      isInWindow: isTimely && place >= window.skip && place < window.skip + window.last,
    });
  }
  return { ...about, looked: picked.size, isCapped: picked.isCapped, events };
}

function toldValue(source: SourceRows, name: string, row: number): string | number | null {
  const { column, field } = source.slots.get(name) ?? {};
  const value = column?.get(row) ?? NaN;
  if (value !== value) return null;
  return field?.names === undefined ? value : field.names.text(value);
}
