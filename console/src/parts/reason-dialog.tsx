import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { Trouble } from './trouble.tsx';
import { useSpeech } from '../words/language.tsx';

const looks = {
  main: {},
  plain: { variant: 'default' },
  quiet: { variant: 'subtle', size: 'compact-xs' },
} as const;

interface ReasonDialogProps {
  readonly button: string;
  readonly title: string;
  readonly label: string;
  /** How the button looks: the main thing to do here, one of several, or a word in a table. */
  readonly look?: keyof typeof looks;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  /** Calls `done` when it worked. */
  readonly onReason: (reason: string, done: () => void) => void;
  /** Fields above the reason. */
  readonly children?: ReactNode;
}

/** A button behind which something is done that needs a reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { button, title, label, look = 'plain', isBusy, error, onReason, children } = props;
  const { t } = useSpeech();
  const [opened, { open, close }] = useDisclosure();
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onReason(reason.trim(), () => {
      setReason('');
      close();
    });
  };
  return (
    <>
      <Button onClick={open} {...looks[look]}>
        {button}
      </Button>
      <Modal opened={opened} onClose={close} title={title} size="sm">
        <form onSubmit={submit}>
          <Stack gap="sm">
            {children}
            <TextInput
              data-autofocus
              size="sm"
              label={label}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maxLength={500}
              required
            />
            {error === null ? null : <Trouble error={error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={isBusy} disabled={reason.trim() === ''}>
                {button}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
