import { Button, Group, Modal, NumberInput, Select, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState, type SyntheticEvent } from 'react';
import { endpoints, type LoanDetail } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

const methods = ['transfer', 'auto_debit', 'card', 'cash'] as const;

type Method = (typeof methods)[number];

/** What is still open of the first instalment that is not paid, in minor units. */
function nextDue({ instalments }: LoanDetail): number {
  const next = instalments.find(({ paidOn }) => paidOn === null);
  if (next === undefined) return 0;
  const { principal, interest, paidPrincipal, paidInterest } = next;
  return principal.amountMinor + interest.amountMinor - paidPrincipal.amountMinor - paidInterest.amountMinor;
}

export function PayDialog({ loan }: { readonly loan: LoanDetail }) {
  const { t, format } = useSpeech();
  const { currency } = loan.principal;
  const scale = 10 ** format.digits(currency);
  const [opened, { open, close }] = useDisclosure();
  const [amount, setAmount] = useState<number | string>(nextDue(loan) / scale);
  const [method, setMethod] = useState<Method>('transfer');
  const pay = useWrite(endpoints.pay, [endpoints.loan, endpoints.loans]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const amountMinor = Math.round(Number(amount) * scale);
    pay.mutate(
      { body: { paymentId: `pay_${crypto.randomUUID()}`, loanId: loan.id, amount: { amountMinor, currency }, method } },
      {
        onSuccess: ({ booked, note }) => {
          notifications.show({
            color: booked ? 'teal' : 'yellow',
            message: booked ? t('loan.pay.done') : t('loan.pay.note', { note }),
          });
          close();
        },
      },
    );
  };
  return (
    <>
      <Button onClick={open}>{t('loan.pay')}</Button>
      <Modal opened={opened} onClose={close} title={t('loan.pay')} size="sm">
        <form onSubmit={submit}>
          <Stack gap="sm">
            <NumberInput
              data-autofocus
              label={`${t('common.amount')} (${currency})`}
              min={1 / scale}
              decimalScale={format.digits(currency)}
              fixedDecimalScale
              thousandSeparator=","
              value={amount}
              onChange={setAmount}
              required
            />
            <Select
              size="sm"
              label={t('loan.method')}
              allowDeselect={false}
              data={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
              value={method}
              onChange={(value) => setMethod(methods.find((known) => known === value) ?? 'transfer')}
            />
            {pay.error === null ? null : <Trouble error={pay.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={pay.isPending} disabled={Number(amount) <= 0}>
                {t('loan.pay')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
