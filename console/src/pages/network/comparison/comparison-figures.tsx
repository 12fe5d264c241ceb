import type { CommunityDetail } from '../../../api/contract.ts';
import { DataTable } from '../../../parts/data-table.tsx';
import type { Column } from '../../../parts/table-column.ts';
import { useSpeech } from '../../../words/language.tsx';

const counts = ['members', 'people', 'applied', 'bad', 'frauds'] as const;

interface FigureRow {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly digits: number;
}

interface ComparisonFiguresProps {
  readonly before: CommunityDetail;
  readonly after: CommunityDetail;
}

/** Figures of a group on two days and how far they moved. */
export function ComparisonFigures({ before, after }: ComparisonFiguresProps) {
  const { t, format } = useSpeech();
  const rows: readonly FigureRow[] = [
    ...counts.map((key) => ({
      ...{ name: t(`network.community.${key}`), before: before[key], after: after[key], digits: 0 },
    })),
    { name: t('network.community.density'), before: before.density, after: after.density, digits: 2 },
  ];
  const say = (value: number, digits: number): string =>
    digits === 0 ? format.count(value) : format.decimal(value, digits);
  const moved = (row: FigureRow): number => Number((row.after - row.before).toFixed(row.digits));
  const columns: readonly Column<FigureRow>[] = [
    { key: 'name', header: t('network.figure'), draw: ({ name }) => name, value: ({ name }) => name },
    {
      ...{ key: 'before', header: t('network.compare.before'), isNumber: true },
      draw: (row) => say(row.before, row.digits),
      value: (row) => row.before,
    },
    {
      ...{ key: 'after', header: t('network.compare.after'), isNumber: true },
      draw: (row) => say(row.after, row.digits),
      value: (row) => row.after,
    },
    {
      ...{ key: 'change', header: t('network.compare.change'), isNumber: true },
      draw: (row) => `${moved(row) > 0 ? '+' : ''}${say(moved(row), row.digits)}`,
      value: moved,
    },
  ];
  return <DataTable label={t('network.compare')} columns={columns} rows={rows} keyOf={({ name }) => name} />;
}
