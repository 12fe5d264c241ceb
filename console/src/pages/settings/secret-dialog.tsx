import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useSpeech } from '../../words/language.tsx';

interface SecretDialogProps {
  readonly kind: 'password' | 'key';
  readonly name: string;
  readonly secret: string | undefined;
  readonly onClose: () => void;
}

/** A secret that the server shows once; it is forgotten when the dialog closes. */
export function SecretDialog({ kind, name, secret, onClose }: SecretDialogProps) {
  const { t } = useSpeech();
  return (
    <Modal opened={secret !== undefined} onClose={onClose} title={t('secret.title')} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">{t(`secret.${kind}`, { name })}</Text>
        <Text className="code" p="xs" bg="var(--quiet)" data-secret>
          {secret}
        </Text>
        <Group justify="flex-end" gap="xs">
          <CopyButton value={secret ?? ''}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? 'common.copied' : 'common.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('secret.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
