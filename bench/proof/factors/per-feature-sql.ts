import { systemClock } from '#base';
import { withDuckDbSession, type EventTable, type LabelTable, type LibraryFactor } from '#factors';

interface Baseline {
  readonly events: EventTable;
  readonly labels: LabelTable;
  /** How many factors are run; the others would take as long. */
  readonly sample: number;
}

/** Mean seconds of a query that joins labels with events and aggregates one factor, as it is usually written. */
export async function perFeatureSeconds(
  factors: readonly LibraryFactor[],
  { events, labels, sample }: Baseline,
): Promise<number> {
  return withDuckDbSession(async (session) => {
    const named = ['person', 'shop', 'amount'].map((name) => ({
      name,
      ...(events.columns.get(name) ?? { values: events.occurred }),
    }));
    await session.load('events', [
      ...named,
      { name: 'occurred', values: events.occurred },
      { name: 'recorded', values: events.recorded ?? events.occurred },
    ]);
    const rows = Float64Array.from({ length: labels.rows }, (_, row) => row);
    const person = labels.keys.get('person') ?? { values: rows };
    await session.load('labels', [
      { name: 'row', values: rows },
      { name: 'person', ...person },
      { name: 'as_of', values: labels.asOf },
    ]);
    const wanted = factors.filter(
      (factor) => factor.kind === 'window' && ['sum', 'mean', 'max', 'min'].includes(factor.aggregate),
    );
    const stride = Math.floor(wanted.length / sample);
    const started = systemClock.now();
    for (let i = 0; i < sample; i++) await session.query(queryOf(wanted[i * stride] as LibraryFactor));
    return (systemClock.now() - started) / 1000 / sample;
  });
}

function queryOf(factor: LibraryFactor): string {
  if (factor.kind !== 'window') return 'select 1';
  const { aggregate, where, window } = factor;
  const call = `${aggregate === 'mean' ? 'avg' : aggregate}(e.amount)`;
  const shop = where !== undefined && 'op' in where ? String(where.value) : '';
  return `select l.row, ${call} from labels l left join events e on e.person = l.person and e.shop = '${shop}'
    and e.occurred <= l.as_of and e.occurred > l.as_of - ${window.lengthMs} and e.recorded <= l.as_of
    group by l.row order by l.row`;
}
