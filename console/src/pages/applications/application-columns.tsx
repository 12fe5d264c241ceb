import { Link } from 'react-router';
import type { ApplicationSummary } from '../../api/contract.ts';
import { ReasonChips } from '../../parts/reason-chips.tsx';
import { ScoreBar } from '../../parts/score-bar.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Column } from '../../parts/table-column.ts';
import { minuteOf } from '../../words/format.ts';
import type { useSpeech } from '../../words/language.tsx';

type Speech = ReturnType<typeof useSpeech>;

export function applicationColumns(speech: Speech): readonly Column<ApplicationSummary>[] {
  const { t, format, nameOf } = speech;
  return [
    {
      key: 'submitted',
      header: t('applications.submitted'),
      draw: ({ submittedAt, id }) => (
        <Link to={`/applications/${encodeURIComponent(id)}`} className="plain-link number">
          {minuteOf(submittedAt)}
        </Link>
      ),
      value: ({ submittedAt }) => submittedAt,
    },
    { key: 'id', header: t('common.id'), draw: ({ id }) => <ShortId id={id} />, value: ({ id }) => id, from: 'lg' },
    {
      key: 'product',
      header: t('common.product'),
      draw: ({ productId }) => nameOf('product', productId),
      value: ({ productId }) => productId,
      from: 'md',
    },
    {
      key: 'amount',
      header: t('common.amount'),
      draw: ({ amount }) => format.money(amount),
      value: ({ amount }) => amount.amountMinor,
      isNumber: true,
    },
    {
      key: 'term',
      header: t('common.term'),
      draw: ({ termMonths }) => termMonths,
      value: ({ termMonths }) => termMonths,
      isNumber: true,
      from: 'md',
    },
    ...riskColumns(speech),
  ];
}

function riskColumns({ t, say }: Speech): readonly Column<ApplicationSummary>[] {
  return [
    {
      key: 'credit',
      header: t('applications.credit'),
      draw: ({ creditScore }) => <ScoreBar score={creditScore} label={t('applications.credit')} />,
      value: ({ creditScore }) => creditScore,
      isNumber: true,
      from: 'sm',
    },
    {
      key: 'fraud',
      header: t('applications.fraud'),
      draw: ({ fraudScore }) => <ScoreBar score={fraudScore} label={t('applications.fraud')} />,
      value: ({ fraudScore }) => fraudScore,
      isNumber: true,
      from: 'sm',
    },
    {
      key: 'status',
      header: t('common.status'),
      draw: ({ status }) => <StatusBadge of="status" value={status} />,
      value: ({ status }) => status,
    },
    {
      key: 'reasons',
      header: t('common.reasons'),
      draw: ({ reasons }) => <ReasonChips reasons={reasons} limit={1} />,
      value: ({ reasons }) => reasons.map(({ text }) => say(text)).join('; '),
      from: 'md',
    },
    {
      key: 'arm',
      header: t('applications.arm'),
      draw: ({ arm }) => <StatusBadge of="arm" value={arm} />,
      value: ({ arm }) => arm,
      from: 'lg',
    },
  ];
}
