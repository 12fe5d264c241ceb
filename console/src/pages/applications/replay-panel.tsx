import { Alert, Button, Group, List, Select, Stack, Text } from '@mantine/core';
import { IconCheck, IconGitCompare, IconPlayerTrackNext } from '@tabler/icons-react';
import { useState } from 'react';
import { endpoints, type ApplicationDetail, type Replay } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useReplayDifference } from './replay-difference.ts';

/** Executes the decision again: under its own policy it must give the same bits, under another it shows the difference. */
export function ReplayPanel({ application }: { readonly application: ApplicationDetail }) {
  const { t } = useSpeech();
  const [other, setOther] = useState<string | null>(null);
  const policies = useRead(endpoints.policies);
  const replay = useWrite(endpoints.replay);
  const run = (policyHash?: string): void =>
    replay.mutate({ id: application.id, body: policyHash === undefined ? {} : { policyHash } });
  const choices = (policies.data?.items ?? [])
    .filter(({ hash }) => hash !== application.decision.policyHash)
    .map(({ hash, name, version }) => ({ value: hash, label: `${name} · ${t('trace.version', { n: version })}` }));
  return (
    <Panel title={t('replay.title')}>
      <Stack gap="sm">
        <Button
          variant="light"
          w="fit-content"
          leftSection={<IconPlayerTrackNext size={14} />}
          loading={replay.isPending}
          onClick={() => run()}
        >
          {t('replay.own')}
        </Button>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <Select
            label={t('replay.other')}
            placeholder={t('replay.choose')}
            data={choices}
            value={other}
            onChange={setOther}
            nothingFoundMessage={t('common.none')}
            style={{ flex: 1 }}
          />
          <Button variant="default" disabled={other === null} onClick={() => run(other ?? undefined)}>
            {t('replay.run')}
          </Button>
        </Group>
        {replay.error === null ? null : <Trouble error={replay.error} />}
        {replay.data === undefined ? null : <ReplayResult application={application} replay={replay.data} />}
      </Stack>
    </Panel>
  );
}

function ReplayResult({ application, replay }: { readonly application: ApplicationDetail; readonly replay: Replay }) {
  const { t } = useSpeech();
  const differences = useReplayDifference(application, replay);
  const isOwn = replay.policyHash === application.decision.policyHash;
  if (replay.same) {
    return (
      <Alert color="teal" icon={<IconCheck size={18} />} p="xs" role="status">
        {t(isOwn ? 'replay.same' : 'replay.alike')}
      </Alert>
    );
  }
  return (
    <Alert color={isOwn ? 'red' : 'indigo'} icon={<IconGitCompare size={18} />} p="xs" role="status">
      {isOwn ? <Text size="sm">{t('replay.differs')}</Text> : null}
      {differences.length === 0 ? (
        t('replay.nothing')
      ) : (
        <List size="sm" spacing={2}>
          {differences.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
