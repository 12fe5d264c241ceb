import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { ApiError } from '../../api/api-error.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

interface ReasonDialogProps {
  readonly button: string;
  readonly title: string;
  readonly label: string;
  readonly isQuiet?: boolean;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  /** Calls `done` when it worked. */
  readonly onReason: (reason: string, done: () => void) => void;
  /** Fields above the reason. */
  readonly children?: ReactNode;
}

/** A button behind which something is done that needs a reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { button, title, label, isQuiet = false, isBusy, error, onReason, children } = props;
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
      <Button onClick={open} {...(isQuiet ? { variant: 'subtle', size: 'compact-xs' } : { variant: 'default' })}>
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
