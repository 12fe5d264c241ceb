import { Button, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

/** Accepts or refuses an open offer on behalf of the customer, after asking once more. */
export function OfferAnswer({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const [choice, setChoice] = useState<'accept' | 'refuse'>();
  const answer = useWrite(endpoints.answerOffer, [endpoints.application, endpoints.applications, endpoints.loans]);
  const close = (): void => {
    setChoice(undefined);
    answer.reset();
  };
  const confirm = (): void =>
    answer.mutate(
      { id, body: { accepted: choice === 'accept' } },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: t('offer.done') });
          close();
        },
      },
    );
  return (
    <>
      <Button onClick={() => setChoice('accept')}>{t('offer.accept')}</Button>
      <Button variant="default" onClick={() => setChoice('refuse')}>
        {t('offer.refuse')}
      </Button>
      <Modal
        opened={choice !== undefined}
        onClose={close}
        title={choice === undefined ? '' : t(`offer.${choice}`)}
        size="sm"
      >
        <Text size="sm">{choice === undefined ? '' : t(`offer.${choice}.ask`)}</Text>
        {answer.error === null ? null : <Trouble error={answer.error} />}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button loading={answer.isPending} onClick={confirm}>
            {choice === undefined ? '' : t(`offer.${choice}`)}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
