import type { LoanDetail } from '../../api/contract.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

type Payment = LoanDetail['payments'][number];

export function PaymentTable({ loan }: { readonly loan: LoanDetail }) {
  const { t, format, nameOf } = useSpeech();
  return (
    <Panel title={t('loan.payments')}>
      {loan.payments.length === 0 ? (
        <EmptyState compact title={t('loan.payments.none')} />
      ) : (
        <DataTable<Payment>
          label={t('loan.payments')}
          rows={loan.payments}
          keyOf={({ id }) => id}
          columns={[
            {
              key: 'received',
              header: t('loan.received'),
              draw: ({ receivedAt }) => <span className="number">{minuteOf(receivedAt)}</span>,
            },
            { key: 'amount', header: t('common.amount'), draw: ({ amount }) => format.money(amount), isNumber: true },
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
              key: 'excess',
              header: t('loan.excess'),
              draw: ({ excess }) => format.money(excess),
              isNumber: true,
              from: 'md',
            },
            {
              key: 'method',
              header: t('loan.method'),
              draw: ({ method }) => nameOf('method', method),
            },
          ]}
        />
      )}
    </Panel>
  );
}
