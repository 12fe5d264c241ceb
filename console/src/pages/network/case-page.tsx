import { Button, Grid, Group, Select, Stack, Text, Textarea, Timeline } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { Link, useParams } from 'react-router';
import { endpoints, type NetworkCase } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { NetworkShell } from './network-shell.tsx';
import { ringPath } from './ring-path.ts';

const statuses = ['open', 'fraud', 'cleared', 'closed'] as const;

/** One case: its nodes, its notes, its decision. */
export function CasePage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const found = useRead(endpoints.case, { id });
  return (
    <NetworkShell tab="cases" title={found.data?.title ?? t('network.case.open')}>
      <Loaded query={found} height={400}>
        {(data) => <CaseView key={data.id} data={data} />}
      </Loaded>
    </NetworkShell>
  );
}

function CaseView({ data }: { readonly data: NetworkCase }) {
  const { t } = useSpeech();
  const people = data.nodes.filter((node) => node.startsWith('person:'));
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Panel title={t('network.case.facts')}>
          <Stack gap="sm">
            <Facts
              items={[
                [t('common.status'), <StatusBadge key="s" of="case" value={data.status} />],
                [t('network.case.by'), data.createdBy],
                [t('common.created'), minuteOf(data.createdAt)],
                [t('network.asOf'), minuteOf(data.asOf)],
                [t('network.case.nodes'), String(data.nodes.length)],
              ]}
            />
            <Group gap="xs">
              <Button component={Link} to={ringPath(data.nodes, data.asOf)}>
                {t('network.show')}
              </Button>
              {people.length === 0 ? null : <LabelDialog nodes={people} caseId={data.id} stale={[endpoints.case]} />}
            </Group>
          </Stack>
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Panel title={t('network.case.notes')}>
          <Stack gap="md">
            <Timeline bulletSize={12} lineWidth={2}>
              {data.notes.map(({ at, actor, text }, i) => (
                <Timeline.Item key={i} title={<Text size="sm">{text}</Text>}>
                  <Text size="xs" c="dimmed">
                    {minuteOf(at)} · {actor}
                  </Text>
                </Timeline.Item>
              ))}
            </Timeline>
            <NoteForm data={data} />
          </Stack>
        </Panel>
      </Grid.Col>
    </Grid>
  );
}

function NoteForm({ data }: { readonly data: NetworkCase }) {
  const { t } = useSpeech();
  const [text, setText] = useState('');
  const [status, setStatus] = useState(data.status);
  const note = useWrite(endpoints.noteCase, [endpoints.case, endpoints.cases]);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    note.mutate({ id: data.id, body: { text: text.trim(), status } }, { onSuccess: () => setText('') });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <Textarea
          aria-label={t('network.case.note')}
          placeholder={t('network.case.note')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={2000}
          required
        />
        {note.error === null ? null : <Trouble error={note.error} />}
        <Group gap="xs">
          <Select
            aria-label={t('common.status')}
            data={statuses.map((value) => ({ value, label: t(`case.${value}`) }))}
            value={status}
            allowDeselect={false}
            onChange={(value) => setStatus(statuses.find((one) => one === value) ?? 'open')}
          />
          <Button type="submit" loading={note.isPending} disabled={text.trim() === ''}>
            {t('network.case.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
