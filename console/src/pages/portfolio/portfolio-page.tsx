import { Grid, SimpleGrid } from '@mantine/core';
import { endpoints, type PortfolioSummary } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Tile } from '../../parts/tile.tsx';
import { useSpeech } from '../../words/language.tsx';
import { DelinquencyChart } from './delinquency-chart.tsx';
import { MoneyChart } from './money-chart.tsx';
import { TapePanel } from './tape-panel.tsx';
import { RollPanel } from './roll-panel.tsx';
import { VintagePanel } from './vintage-panel.tsx';

export function PortfolioPage() {
  const { t } = useSpeech();
  const summary = useRead(endpoints.summary);
  const series = useRead(endpoints.series, { query: { by: 'month' } });
  const isEmpty = summary.data?.disbursed.amountMinor === 0;
  return (
    <Page
      title={t('nav.portfolio')}
      hint={summary.data === undefined ? '\u00a0' : t('portfolio.asOf', { day: summary.data.asOf })}
      actions={
        <ExportMenu
          rows={series.data === undefined ? [] : [series.data]}
          columns={[]}
          endpoint={endpoints.series}
          query={{ by: 'month' }}
          name="portfolio"
        />
      }
    >
      <Loaded query={summary} height={90}>
        {(data) => <SummaryTiles summary={data} />}
      </Loaded>
      {isEmpty ? (
        <Panel>
          <EmptyState title={t('portfolio.empty')} hint={t('portfolio.empty.hint')} />
        </Panel>
      ) : (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <VintagePanel />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <RollPanel />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <Panel title={t('series.money')}>
              <Loaded query={series} height={260}>
                {(data) => <MoneyChart series={data} currency={summary.data?.outstanding.currency ?? 'CNY'} />}
              </Loaded>
            </Panel>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 6 }}>
            <Panel title={t('series.delinquency')}>
              <Loaded query={series} height={260}>
                {(data) => <DelinquencyChart series={data} />}
              </Loaded>
            </Panel>
          </Grid.Col>
        </Grid>
      )}
      <TapePanel />
    </Page>
  );
}

function SummaryTiles({ summary }: { readonly summary: PortfolioSummary }) {
  const { t, format } = useSpeech();
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
      <Tile label={t('portfolio.outstanding')} value={format.shortMoney(summary.outstanding)} />
      <Tile label={t('portfolio.open')} value={format.count(summary.loansOpen)} />
      <Tile label={t('portfolio.disbursed')} value={format.shortMoney(summary.disbursed)} />
      <Tile label={t('portfolio.interest')} value={format.shortMoney(summary.interestReceived)} />
      <Tile label={t('portfolio.chargedOff')} value={format.shortMoney(summary.chargedOff)} />
      <Tile label={t('portfolio.d1')} value={format.share(summary.d1EntryRate)} hint={t('kpi.30days')} />
      <Tile label={t('portfolio.30')} value={format.share(summary.share30)} hint={t('kpi.90.hint')} />
      <Tile label={t('portfolio.90')} value={format.share(summary.share90)} hint={t('kpi.90.hint')} />
      <Tile label={t('kpi.approvalRate')} value={format.share(summary.approvalRate)} hint={t('kpi.30days')} />
      <Tile
        label={t('portfolio.cost')}
        value={summary.costPerLoan === null ? '–' : format.money(summary.costPerLoan)}
        hint={t('kpi.30days')}
      />
    </SimpleGrid>
  );
}
