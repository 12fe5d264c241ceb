import { Link } from 'react-router';
import type { ModelSummary } from '../../api/contract.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Column } from '../../parts/table-column.ts';
import { dateOf } from '../../words/format.ts';
import type { useSpeech } from '../../words/language.tsx';

export function modelColumns({ t, nameOf, format }: ReturnType<typeof useSpeech>): readonly Column<ModelSummary>[] {
  return [
    {
      key: 'id',
      header: t('common.id'),
      draw: ({ id }) => (
        <Link to={`/models/${encodeURIComponent(id)}`} className="plain-link">
          <span className="code">{id}</span>
        </Link>
      ),
      value: ({ id }) => id,
    },
    {
      key: 'purpose',
      header: t('models.purpose'),
      draw: ({ purpose }) => nameOf('purpose', purpose),
      value: ({ purpose }) => purpose,
      from: 'sm',
    },
    {
      key: 'stage',
      header: t('models.stage'),
      draw: ({ stage }) => <StatusBadge of="stage" value={stage} />,
      value: ({ stage }) => stage,
    },
    { key: 'auc', header: 'AUC', draw: ({ auc }) => format.decimal(auc), value: ({ auc }) => auc, isNumber: true },
    { key: 'ks', header: 'KS', draw: ({ ks }) => format.decimal(ks), value: ({ ks }) => ks, isNumber: true },
    {
      key: 'kind',
      header: t('training.learner'),
      draw: ({ kind }) => kind,
      value: ({ kind }) => kind,
      from: 'lg',
    },
    {
      key: 'rows',
      header: t('models.rows'),
      draw: ({ trainingRows }) => format.count(trainingRows),
      value: ({ trainingRows }) => trainingRows,
      isNumber: true,
      from: 'sm',
    },
    {
      key: 'events',
      header: t('models.events'),
      draw: ({ trainingEvents }) => format.count(trainingEvents),
      value: ({ trainingEvents }) => trainingEvents,
      isNumber: true,
      from: 'sm',
    },
    {
      key: 'created',
      header: t('common.created'),
      draw: ({ createdAt }) => <span className="number">{dateOf(createdAt)}</span>,
      value: ({ createdAt }) => createdAt,
      from: 'md',
    },
  ];
}
