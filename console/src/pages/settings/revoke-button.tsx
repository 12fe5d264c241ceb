import { Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { endpoints, type ApiKey } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

export function RevokeButton({ apiKey }: { readonly apiKey: ApiKey }) {
  const { t } = useSpeech();
  const [opened, { open, close }] = useDisclosure();
  const revoke = useWrite(endpoints.revokeKey, [endpoints.keys, endpoints.audit]);
  return (
    <>
      <Button variant="subtle" color="red" size="compact-xs" onClick={open}>
        {t('keys.revoke')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('keys.revoke')} size="sm">
        <Text size="sm" ta="left" style={{ whiteSpace: 'normal' }}>
          {t('keys.revoke.ask', { name: apiKey.name })}
        </Text>
        {revoke.error === null ? null : <Trouble error={revoke.error} />}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            color="red"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ id: apiKey.id }, { onSuccess: close })}
          >
            {t('keys.revoke')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
