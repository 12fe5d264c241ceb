import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { LoanSummary } from '../../api/contract.ts';
import { ShortId } from '../../parts/short-id.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Column } from '../../parts/table-column.ts';
import type { useSpeech } from '../../words/language.tsx';

type Speech = ReturnType<typeof useSpeech>;

export function loanColumns(speech: Speech): readonly Column<LoanSummary>[] {
  const { t, nameOf } = speech;
  return [
    {
      key: 'disbursed',
      header: t('loans.disbursed'),
      draw: ({ disbursedOn, id }) => (
        <Link to={`/loans/${encodeURIComponent(id)}`} className="plain-link number">
          {disbursedOn}
        </Link>
      ),
      value: ({ disbursedOn }) => disbursedOn,
    },
    { key: 'id', header: t('common.id'), draw: ({ id }) => <ShortId id={id} />, value: ({ id }) => id, from: 'lg' },
    {
      key: 'product',
      header: t('common.product'),
      draw: ({ productId }) => nameOf('product', productId),
      value: ({ productId }) => productId,
      from: 'md',
    },
    ...moneyColumns(speech),
    {
      key: 'status',
      header: t('common.status'),
      draw: ({ status }) => <StatusBadge of="status" value={status} />,
      value: ({ status }) => status,
    },
    {
      key: 'dpd',
      header: t('loans.dpd'),
      draw: ({ dpd, worstDpd }) => (
        <>
          <Text span size="sm" fw={dpd > 0 ? 600 : 400} c={dpd >= 30 ? 'red' : dpd > 0 ? 'orange' : 'inherit'}>
            {dpd}
          </Text>{' '}
          <Text span size="xs" c="dimmed" visibleFrom="sm">
            {t('loans.worst', { n: worstDpd })}
          </Text>
        </>
      ),
      value: ({ dpd }) => dpd,
      isNumber: true,
    },
  ];
}

function moneyColumns({ t, format }: Speech): readonly Column<LoanSummary>[] {
  return [
    {
      key: 'principal',
      header: t('loans.principal'),
      draw: ({ principal }) => format.money(principal),
      value: ({ principal }) => principal.amountMinor,
      isNumber: true,
      from: 'sm',
    },
    {
      key: 'outstanding',
      header: t('loans.outstanding'),
      draw: ({ outstanding }) => format.money(outstanding),
      value: ({ outstanding }) => outstanding.amountMinor,
      isNumber: true,
    },
    {
      key: 'apr',
      header: t('loans.apr'),
      draw: ({ aprBps }) => format.rate(aprBps),
      value: ({ aprBps }) => aprBps,
      isNumber: true,
      from: 'md',
    },
    {
      key: 'term',
      header: t('common.term'),
      draw: ({ termMonths }) => termMonths,
      value: ({ termMonths }) => termMonths,
      isNumber: true,
      from: 'md',
    },
  ];
}
