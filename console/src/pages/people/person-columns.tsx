import { Link } from 'react-router';
import type { PersonSummary } from '../../api/contract.ts';
import { ShortId } from '../../parts/short-id.tsx';
import type { Column } from '../../parts/table-column.ts';
import { minuteOf } from '../../words/format.ts';
import type { useSpeech } from '../../words/language.tsx';

export function personColumns({ t, format }: ReturnType<typeof useSpeech>): readonly Column<PersonSummary>[] {
  const number = (key: 'identifiers' | 'applications' | 'loans'): Column<PersonSummary> => ({
    key,
    header: t(`people.${key}`),
    draw: (row) => format.count(row[key]),
    value: (row) => row[key],
    isNumber: true,
  });
  return [
    {
      key: 'id',
      header: t('common.id'),
      draw: ({ id }) => (
        <Link to={`/people/${encodeURIComponent(id)}`} className="plain-link">
          <ShortId id={id} length={22} />
        </Link>
      ),
      value: ({ id }) => id,
    },
    {
      key: 'created',
      header: t('people.firstSeen'),
      draw: ({ createdAt }) => <span className="number">{minuteOf(createdAt)}</span>,
      value: ({ createdAt }) => createdAt,
      from: 'sm',
    },
    { ...number('identifiers'), from: 'sm' },
    number('applications'),
    number('loans'),
  ];
}
