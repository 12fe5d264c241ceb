import { SimpleGrid } from '@mantine/core';
import { useCallback } from 'react';
import { endpoints, type NetworkWatch } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { grid, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { NetworkShell } from './network-shell.tsx';

type Alert = NetworkWatch['alerts'][number];
type Figure = NetworkWatch['figures'][number];

/** The network by day: its shape, what people are like, what factors say; and where a day left what its past lets expect. */
export function WatchPage() {
  const { t, say, nameOf, format } = useSpeech();
  const watch = useRead(endpoints.watch, { query: { days: 90 } });
  return (
    <NetworkShell tab="watch">
      <Loaded query={watch} height={500}>
        {({ figures, alerts }) => (
          <>
            <Panel title={t('network.alerts')} hint={t('network.alerts.hint')}>
              {alerts.length === 0 ? (
                <EmptyState compact title={t('network.alerts.none')} />
              ) : (
                <DataTable
                  label={t('network.alerts')}
                  rows={alerts}
                  keyOf={({ day, figure }) => `${day} ${figure}`}
                  columns={[
                    {
                      key: 'day',
                      header: t('network.day'),
                      draw: ({ day }: Alert) => <span className="number">{day}</span>,
                    },
                    { key: 'figure', header: t('network.figure'), draw: ({ text }: Alert) => say(text) },
                    {
                      key: 'kind',
                      header: t('network.kind'),
                      draw: ({ kind }: Alert) => nameOf('network.alert', kind),
                      from: 'sm',
                    },
                    {
                      key: 'value',
                      header: t('network.value'),
                      isNumber: true,
                      draw: ({ value }: Alert) => format.value(value),
                    },
                    {
                      key: 'expected',
                      header: t('network.expected'),
                      isNumber: true,
                      draw: ({ expected }: Alert) => format.value(expected),
                    },
                    {
                      key: 'deviation',
                      header: t('network.deviation'),
                      isNumber: true,
                      draw: ({ deviation }: Alert) => format.decimal(deviation, 1),
                    },
                  ]}
                />
              )}
            </Panel>
            {figures.length === 0 ? (
              <EmptyState title={t('network.watch.none')} hint={t('network.watch.none.hint')} />
            ) : (
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {figures.map((figure) => (
                  <Panel key={figure.name} title={say(figure.text)}>
                    <FigureChart figure={figure} alerts={alerts.filter((alert) => alert.figure === figure.name)} />
                  </Panel>
                ))}
              </SimpleGrid>
            )}
          </>
        )}
      </Loaded>
    </NetworkShell>
  );
}

function FigureChart({ figure, alerts }: { readonly figure: Figure; readonly alerts: readonly Alert[] }) {
  const { say, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => ({
      grid: grid({ top: 10 }),
      tooltip: tooltip(ink, { valueFormatter: (value: number | null) => format.value(value) }),
      xAxis: nameAxis(ink, figure.days),
      yAxis: { ...numberAxis(ink, { format: (value) => format.shortCount(value) }), scale: true },
      series: [
        {
          name: say(figure.text),
          type: 'line',
          showSymbol: false,
          data: figure.values,
          markPoint: {
            symbol: 'circle',
            symbolSize: 9,
            itemStyle: { color: ink.bad },
            label: { show: false },
            data: alerts.map(({ day, value }) => ({ coord: [day, value] })),
          },
        },
      ],
    }),
    [figure, alerts, say, format],
  );
  return <Chart option={option} height={150} label={say(figure.text)} />;
}
