import { Badge } from '@mantine/core';
import type { LoanDetail, Money } from '../../api/contract.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

type Posting = LoanDetail['postings'][number];

/** The loan's account in the ledger: every line with the account against which it was booked. */
export function PostingTable({ loan }: { readonly loan: LoanDetail }) {
  const { t, format, nameOf } = useSpeech();
  const unlessZero = (money: Money): string => (money.amountMinor === 0 ? '' : format.money(money));
  const isBalanced = (loan.postings.at(-1)?.balance.amountMinor ?? 0) === loan.outstanding.amountMinor;
  return (
    <Panel
      title={t('loan.postings')}
      hint={t('loan.postings.hint')}
      actions={<Badge color={isBalanced ? 'teal' : 'red'}>{t(isBalanced ? 'loan.balanced' : 'loan.unbalanced')}</Badge>}
    >
      <DataTable<Posting & { readonly place: number }>
        label={t('loan.postings')}
        rows={loan.postings.map((posting, place) => ({ ...posting, place }))}
        keyOf={({ place }) => String(place)}
        columns={[
          {
            key: 'booked',
            header: t('loan.booked'),
            draw: ({ bookedOn }) => <span className="number">{bookedOn}</span>,
          },
          { key: 'kind', header: t('loan.kind'), draw: ({ kind }) => nameOf('posting', kind), from: 'xs' },
          {
            key: 'counter',
            header: t('loan.counter'),
            draw: ({ counterAccount }) => <span className="code">{counterAccount}</span>,
            from: 'sm',
          },
          { key: 'debit', header: t('loan.debit'), draw: ({ debit }) => unlessZero(debit), isNumber: true },
          { key: 'credit', header: t('loan.credit'), draw: ({ credit }) => unlessZero(credit), isNumber: true },
          { key: 'balance', header: t('loan.balance'), draw: ({ balance }) => format.money(balance), isNumber: true },
        ]}
      />
    </Panel>
  );
}
