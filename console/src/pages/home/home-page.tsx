import { Badge, Grid, Stack } from '@mantine/core';
import { IconCircleFilled } from '@tabler/icons-react';
import type { Overview } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { minuteOf } from '../../words/format.ts';
import { ExperimentCard } from './experiment-card.tsx';
import { FunnelChart } from './funnel-chart.tsx';
import { HealthCard } from './health-card.tsx';
import { KpiTiles } from './kpi-tiles.tsx';
import { MarketBanner } from './market-banner.tsx';
import { TrendChart } from './trend-chart.tsx';
import { useLiveOverview } from './use-live-overview.ts';

function isEmpty({ trend, market }: Overview): boolean {
  return market.state === 'none' && market.events === 0 && trend.applications.every((count) => count === 0);
}

export function HomePage() {
  const { t } = useSpeech();
  const { query, isLive } = useLiveOverview();
  const at = query.data?.at;
  return (
    <Page
      title={t('home.title')}
      hint={at === undefined ? '\u00a0' : minuteOf(at)}
      actions={
        <Badge color={isLive ? 'teal' : 'gray'} leftSection={<IconCircleFilled size={7} className="live-dot" />}>
          {t(isLive ? 'home.live' : 'home.reconnecting')}
        </Badge>
      }
    >
      <Loaded query={query} height={600}>
        {(overview) => (isEmpty(overview) ? <Welcome /> : <Numbers overview={overview} />)}
      </Loaded>
    </Page>
  );
}

function Welcome() {
  const { t } = useSpeech();
  return (
    <Panel>
      <EmptyState title={t('home.empty')} hint={t('home.empty.hint')} />
    </Panel>
  );
}

function Numbers({ overview }: { readonly overview: Overview }) {
  return (
    <Stack gap="md">
      <MarketBanner market={overview.market} />
      <KpiTiles overview={overview} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <FunnelChart funnel={overview.funnel} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <TrendChart trend={overview.trend} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <HealthCard models={overview.models} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <ExperimentCard experiment={overview.experiment} currency={overview.outstanding.currency} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}
