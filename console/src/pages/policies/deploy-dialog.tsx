import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState, type SyntheticEvent } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

export function DeployDialog({ hash }: { readonly hash: string }) {
  const { t } = useSpeech();
  const [opened, { open, close }] = useDisclosure();
  const [why, setWhy] = useState('');
  const deploy = useWrite(endpoints.deploy, [endpoints.policies, endpoints.policy, endpoints.overview]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    deploy.mutate(
      { body: { hash, why } },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: t('policies.deployed') });
          close();
        },
      },
    );
  };
  return (
    <>
      <Button onClick={open}>{t('policies.deploy')}</Button>
      <Modal opened={opened} onClose={close} title={t('policies.deploy.title')} size="sm">
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              data-autofocus
              size="sm"
              label={t('policies.deploy.why')}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
              maxLength={500}
              required
            />
            {deploy.error === null ? null : <Trouble error={deploy.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={deploy.isPending} disabled={why.trim() === ''}>
                {t('policies.deploy')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
