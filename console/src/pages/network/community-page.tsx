import { Anchor, Button, Grid, Timeline, Text } from '@mantine/core';
import { useCallback } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { endpoints, type CommunityDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { grid, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { dateOf, minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { HeatMap } from '../map/heat-map.tsx';
import { hexagonsOf } from '../map/hexagons.ts';
import { CommunityComparison } from './comparison/community-comparison.tsx';
import { dayEndedAt, daysBefore, type TwoDays } from './comparison/compare-members.ts';
import { NetworkShell } from './network-shell.tsx';
import { NodeList } from './node-list.tsx';
import { ringPath } from './ring-path.ts';
import { StatusCounts } from './status-counts.tsx';

/** One community: who is in it, how it grew, where its members live. */
export function CommunityPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const community = useRead(endpoints.community, { id });
  return (
    <NetworkShell
      tab="communities"
      title={`${t('network.community')} ${id}`}
      actions={
        community.data === undefined ? null : (
          <Button component={Link} to={ringPath(community.data.nodes.map((node) => node.id))}>
            {t('network.show')}
          </Button>
        )
      }
    >
      <Loaded query={community} height={500}>
        {(data) => <CommunityView community={data} />}
      </Loaded>
    </NetworkShell>
  );
}

function CommunityView({ community }: { readonly community: CommunityDetail }) {
  const { t, format } = useSpeech();
  const navigate = useNavigate();
  const { nodes, people, applied, bad, frauds, density, growth7d, bornAt } = community;
  const { days, setDays } = useTwoDays(community);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Panel title={t('network.community.history')}>
          <Facts
            columns={4}
            items={[
              [t('network.community.people'), format.count(people)],
              [t('network.community.applied'), format.count(applied)],
              [t('network.community.bad'), format.count(bad)],
              [t('network.community.frauds'), format.count(frauds)],
              [t('network.community.density'), format.decimal(density, 2)],
              [t('network.community.growth7d'), format.count(growth7d)],
              [t('network.community.born'), dateOf(bornAt)],
            ]}
          />
          <History community={community} />
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Panel title={t('network.community.changes')}>
          <Changes community={community} onCompare={setDays} />
        </Panel>
      </Grid.Col>
      <Grid.Col span={12}>
        <CommunityComparison id={community.id} days={days} onDays={setDays} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Panel title={t('network.members', { n: nodes.length })}>
          <StatusCounts nodes={nodes} />
          <NodeList nodes={nodes} onPick={(id) => void navigate(ringPath([id]))} />
        </Panel>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Panel title={t('network.community.map')} hint={t('network.community.map.hint')}>
          <Places community={community} />
        </Panel>
      </Grid.Col>
    </Grid>
  );
}

/** Days apart that are compared until somebody chooses others. */
const APART = 30;

function useTwoDays({ history }: CommunityDetail) {
  const { values, change } = useUrlState(['before', 'after'] as const);
  const after = values.after ?? history.at(-1)?.day ?? '';
  const before = values.before ?? (after === '' ? '' : daysBefore(after, APART));
  return { days: { before, after }, setDays: (next: TwoDays) => change({ ...next }) };
}

interface CommunityProps {
  readonly community: CommunityDetail;
}

function History({ community: { history } }: CommunityProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => ({
      grid: grid({ top: 12 }),
      tooltip: tooltip(ink, { valueFormatter: (value: number) => format.count(value) }),
      xAxis: nameAxis(
        ink,
        history.map(({ day }) => day),
      ),
      yAxis: numberAxis(ink, { format: (value) => format.count(value), min: 0 }),
      series: [
        {
          name: t('network.community.members'),
          type: 'line',
          step: 'end',
          showSymbol: false,
          data: history.map(({ members }) => members),
          areaStyle: { opacity: 0.15 },
        },
      ],
    }),
    [history, t, format],
  );
  return <Chart option={option} height={220} label={t('network.community.history')} />;
}

interface ChangesProps extends CommunityProps {
  readonly onCompare: (days: TwoDays) => void;
}

function Changes({ community: { changes }, onCompare }: ChangesProps) {
  const { t, nameOf } = useSpeech();
  const compare = (at: string): void => {
    const after = dayEndedAt(at);
    onCompare({ before: daysBefore(after, 1), after });
  };
  if (changes.length === 0) return <EmptyState compact title={t('network.community.changes.none')} />;
  return (
    <Timeline bulletSize={12} lineWidth={2}>
      {changes.map(({ at, kind, members, other }, i) => (
        <Timeline.Item key={i} title={nameOf('change', kind)}>
          <Text size="xs" c="dimmed">
            {minuteOf(at)} · {t('network.members', { n: members })}{' '}
            {other === null ? null : <Link to={`/network/communities/${encodeURIComponent(other)}`}>{other}</Link>} ·{' '}
            <Anchor component="button" size="xs" onClick={() => compare(at)}>
              {t('network.compare.show')}
            </Anchor>
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

/** A level of the H3 grid whose hexagons can be seen where places lie so far apart (degrees). */
function levelOf(cells: CommunityDetail['cells']): number {
  const span = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  const degrees = Math.max(span(cells.map(({ latitude }) => latitude)), span(cells.map(({ longitude }) => longitude)));
  const steps = [4, 1.5, 0.5, 0.2];
  return 4 + steps.filter((step) => degrees < step).length;
}

function Places({ community: { cells } }: CommunityProps) {
  const { t } = useSpeech();
  if (cells.length === 0) return <EmptyState compact title={t('map.none')} hint={t('map.none.hint')} />;
  const counted = cells.map(({ latitude, longitude, applications }) => ({
    ...{ latitude, longitude, applications, cell: '', people: 0, recent: 0, approved: 0, loans: 0, bad: 0, frauds: 0 },
  }));
  return (
    <HeatMap
      hexagons={hexagonsOf(counted, levelOf(cells))}
      measure="applications"
      days={365}
      onPick={() => undefined}
    />
  );
}
