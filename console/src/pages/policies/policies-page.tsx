import { Grid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints, type PolicySummary } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Column } from '../../parts/table-column.ts';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { ExperimentView } from './experiment-view.tsx';
import { TrafficBar } from './traffic-bar.tsx';

function useColumns(): readonly Column<PolicySummary>[] {
  const { t } = useSpeech();
  return [
    {
      key: 'name',
      header: t('policies.name'),
      draw: ({ hash, name, version, description }) => (
        <>
          <Link to={`/policies/${hash}`} className="plain-link">
            {name} · {t('trace.version', { n: version })}
          </Link>
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {description}
          </Text>
        </>
      ),
      value: ({ name, version }) => `${name} ${version}`,
    },
    {
      key: 'role',
      header: t('policies.role'),
      draw: ({ role }) => <StatusBadge of="policyRole" value={role} />,
      value: ({ role }) => role,
    },
    {
      key: 'author',
      header: t('policies.author'),
      draw: ({ author }) => author,
      value: ({ author }) => author,
      from: 'sm',
    },
    {
      key: 'created',
      header: t('common.created'),
      draw: ({ createdAt }) => <span className="number">{minuteOf(createdAt)}</span>,
      value: ({ createdAt }) => createdAt,
      from: 'sm',
    },
    {
      key: 'hash',
      header: t('model.hash'),
      draw: ({ hash }) => <ShortId id={hash} />,
      value: ({ hash }) => hash,
      from: 'md',
    },
  ];
}

export function PoliciesPage() {
  const { t } = useSpeech();
  const policies = useRead(endpoints.policies);
  const currency = useRead(endpoints.overview).data?.outstanding.currency ?? 'CNY';
  const columns = useColumns();
  return (
    <Page
      title={t('nav.policies')}
      actions={
        <ExportMenu rows={policies.data?.items ?? []} columns={columns} endpoint={endpoints.policies} name="policies" />
      }
    >
      <Loaded query={policies} height={400}>
        {({ items, experiments }) => (
          <Grid gap="md">
            <Grid.Col span={12}>
              <TrafficBar items={items} experiments={experiments} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Panel title={t('policies.versions')}>
                {items.length === 0 ? (
                  <EmptyState title={t('policies.empty')} hint={t('policies.empty.hint')} />
                ) : (
                  <DataTable
                    label={t('policies.versions')}
                    columns={columns}
                    rows={items}
                    keyOf={({ hash }) => hash}
                    href={({ hash }) => `/policies/${hash}`}
                  />
                )}
              </Panel>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Stack gap="md">
                {experiments.length === 0 ? (
                  <Panel title={t('policies.experiments')}>
                    <EmptyState compact title={t('experiment.none')} hint={t('experiment.none.hint')} />
                  </Panel>
                ) : null}
                {experiments.map((experiment) => (
                  <Panel key={experiment.id} title={`${t('trace.experiment')} ${experiment.id}`}>
                    <ExperimentView experiment={experiment} currency={currency} />
                  </Panel>
                ))}
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}
