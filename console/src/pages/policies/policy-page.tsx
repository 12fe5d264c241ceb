import { Code, Grid, Group, ScrollArea, Stack, Tabs, Text } from '@mantine/core';
import { useParams } from 'react-router';
import { endpoints, type PolicyDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { useRights } from '../../api/session.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { DeployDialog } from './deploy-dialog.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { readPolicyBody } from './policy-body.ts';
import { PolicyFlow } from './policy-flow.tsx';

export function PolicyPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const policy = useRead(endpoints.policy, { id });
  const { ownRisk } = useRights();
  const { data } = policy;
  return (
    <Page
      title={data === undefined ? t('policies.name') : `${data.name} · ${t('trace.version', { n: data.version })}`}
      hint={data === undefined ? '\u00a0' : <Headline policy={data} />}
      actions={
        <>
          {data !== undefined && data.role !== 'champion' && ownRisk ? <DeployDialog hash={id} /> : null}
          <ExportMenu
            rows={data === undefined ? [] : [data]}
            columns={[]}
            endpoint={endpoints.policy}
            id={id}
            name={id}
          />
        </>
      }
    >
      <Loaded query={policy} height={600}>
        {(loaded) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <PolicyBodyTabs policy={loaded} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <DifferencePanel key={loaded.hash} policy={loaded} />
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

function Headline({ policy }: { readonly policy: PolicyDetail }) {
  return (
    <Stack gap={2}>
      <Group gap="sm" mt={4}>
        <StatusBadge of="policyRole" value={policy.role} />
        <span className="code">{policy.hash}</span>
        <span>{policy.author}</span>
        <span className="number">{minuteOf(policy.createdAt)}</span>
      </Group>
      <Text size="sm">{policy.description}</Text>
    </Stack>
  );
}

function PolicyBodyTabs({ policy }: { readonly policy: PolicyDetail }) {
  const { t } = useSpeech();
  const body = readPolicyBody(policy.body);
  return (
    <Panel>
      <Tabs defaultValue={body === undefined ? 'json' : 'flow'} keepMounted={false}>
        <Tabs.List mb="sm">
          {body === undefined ? null : <Tabs.Tab value="flow">{t('policy.flow')}</Tabs.Tab>}
          <Tabs.Tab value="json">{t('common.json')}</Tabs.Tab>
        </Tabs.List>
        {body === undefined ? null : (
          <Tabs.Panel value="flow">
            <PolicyFlow body={body} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="json">
          <ScrollArea.Autosize mah={640}>
            <Code block>{JSON.stringify(policy.body, null, 2)}</Code>
          </ScrollArea.Autosize>
        </Tabs.Panel>
      </Tabs>
    </Panel>
  );
}
