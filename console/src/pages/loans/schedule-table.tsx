import { Progress } from '@mantine/core';
import type { LoanDetail, Money } from '../../api/contract.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

type Instalment = LoanDetail['instalments'][number];

function sum(...parts: readonly Money[]): number {
  return parts.reduce((total, { amountMinor }) => total + amountMinor, 0);
}

function paidShare({ principal, interest, paidPrincipal, paidInterest }: Instalment): number {
  const due = sum(principal, interest);
  return due === 0 ? 1 : sum(paidPrincipal, paidInterest) / due;
}

export function ScheduleTable({ loan }: { readonly loan: LoanDetail }) {
  const { t, format } = useSpeech();
  const paid = loan.instalments.filter(({ paidOn }) => paidOn !== null).length;
  const { currency } = loan.principal;
  return (
    <Panel title={t('loan.schedule')} hint={t('loan.paid', { paid, total: loan.instalments.length })}>
      <DataTable<Instalment>
        label={t('loan.schedule')}
        rows={loan.instalments}
        keyOf={({ number }) => String(number)}
        columns={[
          { key: 'number', header: t('loan.number'), draw: ({ number }) => number, isNumber: true },
          { key: 'due', header: t('loan.due'), draw: ({ dueOn }) => <span className="number">{dueOn}</span> },
          {
            key: 'principal',
            header: t('loans.principal'),
            draw: ({ principal }) => format.money(principal),
            isNumber: true,
            from: 'sm',
          },
          {
            key: 'interest',
            header: t('loan.interest'),
            draw: ({ interest }) => format.money(interest),
            isNumber: true,
            from: 'sm',
          },
          {
            key: 'total',
            header: t('common.total'),
            draw: ({ principal, interest }) => format.money({ amountMinor: sum(principal, interest), currency }),
            isNumber: true,
          },
          {
            key: 'progress',
            from: 'sm',
            header: t('loan.progress'),
            draw: (row) => (
              <Progress w={56} size={6} color="teal" value={100 * paidShare(row)} aria-label={t('loan.progress')} />
            ),
          },
          {
            key: 'paidOn',
            header: t('loan.paidOn'),
            draw: ({ paidOn }) => <span className="number">{paidOn ?? '–'}</span>,
          },
        ]}
      />
    </Panel>
  );
}
