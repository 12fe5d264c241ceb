import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import type { PersonDetail } from '../../api/contract.ts';
import { useRights } from '../../api/session.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { RevealDialog } from './reveal-dialog.tsx';

type Identifier = PersonDetail['identifiers'][number];

export function IdentifierPanel({ person }: { readonly person: PersonDetail }) {
  const { t, nameOf } = useSpeech();
  const { work } = useRights();
  const [opened, { open, close }] = useDisclosure();
  return (
    <Panel
      title={t('people.identifiers')}
      actions={
        work ? (
          <Button variant="default" leftSection={<IconEye size={14} />} onClick={open}>
            {t('person.reveal')}
          </Button>
        ) : null
      }
    >
      <Table.ScrollContainer minWidth={240} maxHeight={330} type="native">
        <DataTable<Identifier>
          label={t('people.identifiers')}
          keyOf={({ kind, token }) => `${kind}:${token}`}
          rows={person.identifiers}
          columns={[
            { key: 'kind', header: t('people.kind'), draw: ({ kind }) => nameOf('kind', kind) },
            {
              key: 'shown',
              header: t('common.id'),
              draw: ({ shown, token }) => (
                <span className="code" title={token}>
                  {shown}
                </span>
              ),
            },
            {
              key: 'seen',
              header: t('people.firstSeen'),
              draw: ({ firstSeenAt }) => <span className="number">{dateOf(firstSeenAt)}</span>,
            },
          ]}
        />
      </Table.ScrollContainer>
      <RevealDialog id={person.id} opened={opened} onClose={close} />
    </Panel>
  );
}
