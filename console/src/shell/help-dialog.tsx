import { Group, Kbd, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../words/language.tsx';
import { destinations } from './destinations.ts';

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Group justify="space-between">
      <Text size="sm">{label}</Text>
      <Group gap={6}>{children}</Group>
    </Group>
  );
}

export function HelpDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.help')} size="sm">
      <Stack gap={8}>
        <Line label={t('help.palette')}>
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">K</Kbd>
        </Line>
        <Line label={t('help.filter')}>
          <Kbd size="xs">/</Kbd>
        </Line>
        <Line label={t('help.theme')}>
          <Kbd size="xs">t</Kbd>
        </Line>
        <Line label={t('help.language')}>
          <Kbd size="xs">e</Kbd>
        </Line>
        <Line label={t('help.help')}>
          <Kbd size="xs">?</Kbd>
        </Line>
        {destinations.map(({ path, label, key }) => (
          <Line key={path} label={t(label)}>
            <Kbd size="xs">g</Kbd>
            <Text size="xs" c="dimmed">
              {t('help.then')}
            </Text>
            <Kbd size="xs">{key}</Kbd>
          </Line>
        ))}
      </Stack>
    </Modal>
  );
}
