import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { Facts } from '../../parts/facts.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';

interface RevealDialogProps {
  readonly id: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks why before it shows personal data; closing forgets what was shown. */
export function RevealDialog({ id, opened, onClose }: RevealDialogProps) {
  const { t, nameOf } = useSpeech();
  const [why, setWhy] = useState('');
  const reveal = useWrite(endpoints.reveal, [endpoints.audit]);
  const close = (): void => {
    setWhy('');
    reveal.reset();
    onClose();
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    reveal.mutate({ id, body: { why } });
  };
  const fields = reveal.data?.fields;
  return (
    <Modal opened={opened} onClose={close} title={t('person.reveal.title')}>
      {fields === undefined ? (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              data-autofocus
              size="sm"
              label={t('person.reveal.why')}
              description={t('person.reveal.hint')}
              value={why}
              onChange={(event) => setWhy(event.currentTarget.value)}
              minLength={5}
              maxLength={300}
              required
            />
            {reveal.error === null ? null : <Trouble error={reveal.error} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={reveal.isPending} disabled={why.trim().length < 5}>
                {t('person.reveal')}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : fields.length === 0 ? (
        <Text size="sm">{t('person.reveal.none')}</Text>
      ) : (
        <Facts
          columns={1}
          items={fields.map(({ field, value }) => [nameOf('kind', field.split(':')[0] ?? field), value] as const)}
        />
      )}
    </Modal>
  );
}
