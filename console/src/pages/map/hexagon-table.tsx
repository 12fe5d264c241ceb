import { DataTable } from '../../parts/data-table.tsx';
import type { Column } from '../../parts/table-column.ts';
import { useSpeech } from '../../words/language.tsx';
import { measureOf, type Hexagon, type Measure } from './hexagons.ts';

interface HexagonTableProps {
  readonly hexagons: readonly Hexagon[];
  readonly measure: Measure;
  readonly days: number;
  /** Comes first. */
  readonly picked: string;
}

const SHOWN = 20;

const headers = {
  applications: 'map.applications',
  recent: 'map.recent',
  surge: 'map.surge',
  people: 'map.people',
  approved: 'map.approved',
  bad: 'map.bad',
  frauds: 'map.frauds',
} as const;

/** The hexagons that stand out in a measure. */
export function HexagonTable({ hexagons, measure, days, picked }: HexagonTableProps) {
  const { t, format } = useSpeech();
  const value = (hexagon: Hexagon): number => measureOf(hexagon, measure, days) ?? -Infinity;
  const rank = (hexagon: Hexagon): number => (hexagon.id === picked ? Infinity : value(hexagon));
  const rows = hexagons.toSorted((a, b) => rank(b) - rank(a)).slice(0, SHOWN);
  const number = (key: keyof typeof headers, draw: (hexagon: Hexagon) => string, from?: 'sm' | 'md') => ({
    ...{ key, header: t(headers[key]), draw, isNumber: true },
    ...(from === undefined ? {} : { from }),
  });
  const share = (hexagon: Hexagon, name: 'approved' | 'bad'): string => {
    const known = measureOf(hexagon, name, days);
    return known === undefined ? '–' : format.share(known);
  };
  const surge = (hexagon: Hexagon): string => format.decimal(measureOf(hexagon, 'surge', days), 1);
  const columns: readonly Column<Hexagon>[] = [
    {
      key: 'place',
      header: t('map.place'),
      draw: ({ id, latitude, longitude }) => (
        <span className="code" title={id} style={id === picked ? { fontWeight: 700 } : {}}>
          {latitude.toFixed(2)}, {longitude.toFixed(2)}
        </span>
      ),
    },
    number('applications', ({ counts }) => format.count(counts.applications)),
    number('recent', ({ counts }) => format.count(counts.recent)),
    number('surge', surge),
    number('people', ({ counts }) => format.count(counts.people), 'sm'),
    number('approved', (hexagon) => share(hexagon, 'approved'), 'sm'),
    number('bad', (hexagon) => share(hexagon, 'bad'), 'md'),
    number('frauds', ({ counts }) => format.count(counts.frauds), 'md'),
  ];
  return <DataTable columns={columns} rows={rows} keyOf={({ id }) => id} label={t('map.table')} />;
}
