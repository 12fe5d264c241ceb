import { Grid, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints, type Segment } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Column } from '../../parts/table-column.ts';
import { useUrlState } from '../../parts/use-url-state.ts';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { SegmentEditor } from './segment-editor.tsx';
import { SegmentMembers } from './segment-members.tsx';
import { TagBars } from './tag-bars.tsx';

function useColumns(): readonly Column<Segment>[] {
  const { t, format } = useSpeech();
  return [
    {
      key: 'name',
      header: t('segments.name'),
      draw: ({ id, name, version }) => (
        <Link to={`/segments?id=${id}`} className="plain-link">
          {name} · {t('trace.version', { n: version })}
        </Link>
      ),
      value: ({ name }) => name,
    },
    {
      key: 'members',
      header: t('segments.members'),
      isNumber: true,
      draw: ({ members }) => format.count(members),
      value: ({ members }) => members,
    },
    {
      key: 'at',
      header: t('segments.changed'),
      draw: ({ at }) => <span className="number">{minuteOf(at)}</span>,
      value: ({ at }) => at,
      from: 'sm',
    },
  ];
}

export function SegmentsPage() {
  const { t } = useSpeech();
  const { values } = useUrlState(['id'] as const);
  const segments = useRead(endpoints.segments, {}, { everyMs: 2000 });
  const columns = useColumns();
  return (
    <Page
      title={t('nav.segments')}
      hint={t('segments.hint')}
      actions={
        <ExportMenu rows={segments.data?.items ?? []} columns={columns} endpoint={endpoints.segments} name="segments" />
      }
    >
      <Loaded query={segments} height={400}>
        {({ items, tags, people }) => {
          const chosen = items.find(({ id }) => id === values.id);
          return (
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 7 }}>
                <Stack gap="md">
                  <Panel title={t('segments.list')}>
                    {items.length === 0 ? (
                      <EmptyState compact title={t('segments.empty')} hint={t('segments.empty.hint')} />
                    ) : (
                      <DataTable
                        label={t('segments.list')}
                        columns={columns}
                        rows={items}
                        keyOf={({ id }) => id}
                        href={({ id }) => `/segments?id=${id}`}
                      />
                    )}
                  </Panel>
                  <TagBars tags={tags} people={people} />
                  {chosen === undefined ? null : <SegmentMembers id={chosen.id} />}
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 5 }}>
                <SegmentEditor key={chosen?.id ?? ''} segment={chosen} />
              </Grid.Col>
            </Grid>
          );
        }}
      </Loaded>
    </Page>
  );
}
