import { useCallback } from 'react';
import type { Overview } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

export function TrendChart({ trend }: { readonly trend: Overview['trend'] }) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => ({
      grid: grid({ right: 4 }),
      legend: legend(ink),
      tooltip: tooltip(ink),
      xAxis: nameAxis(ink, trend.labels),
      yAxis: [
        numberAxis(ink, { format: format.shortCount }),
        numberAxis(ink, { format: format.axisShare, isSecond: true, min: 0 }),
      ],
      series: [
        {
          name: t('trend.applications'),
          type: 'bar',
          data: trend.applications,
          barGap: '-100%',
          barMaxWidth: 34,
          itemStyle: { color: ink.line, borderRadius: [3, 3, 0, 0] },
          tooltip: { valueFormatter: format.count },
        },
        {
          name: t('trend.approved'),
          type: 'bar',
          data: trend.approved,
          barMaxWidth: 34,
          itemStyle: { color: ink.accent, borderRadius: [3, 3, 0, 0] },
          tooltip: { valueFormatter: format.count },
        },
        {
          name: t('trend.d1'),
          type: 'line',
          yAxisIndex: 1,
          data: trend.d1EntryRate,
          symbolSize: 5,
          lineStyle: { width: 2 },
          itemStyle: { color: ink.warn },
          tooltip: { valueFormatter: format.share },
        },
      ],
    }),
    [trend, t, format],
  );
  return (
    <Panel title={t('trend.title')}>
      <Chart option={option} height={284} label={t('trend.title')} />
    </Panel>
  );
}
