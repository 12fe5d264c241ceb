import { useCallback } from 'react';
import { grid, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import type { ReportProps } from './report-prop.ts';

/** How far the shares of caught bads and lost goods stand apart, along the applications from riskiest to safest. */
export function KsPanel({ report }: ReportProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const points = report.ksCurve.map(({ x, y }) => [x, y]);
      const top = report.ksCurve.reduce((best, point) => (point.y > best.y ? point : best), { x: 0, y: 0 });
      return {
        grid: grid({ bottom: 22 }),
        tooltip: tooltip(ink, { valueFormatter: format.share }),
        xAxis: numberAxis(ink, { format: format.axisShare, name: t('model.ks.x'), max: 1, isHorizontal: true }),
        yAxis: numberAxis(ink, { format: format.axisShare, name: t('model.ks.y'), min: 0 }),
        series: [
          {
            name: t('model.ks.y'),
            type: 'line',
            data: points,
            symbol: 'none',
            lineStyle: { width: 2 },
            areaStyle: { opacity: 0.08 },
            markLine: {
              silent: true,
              symbol: 'none',
              lineStyle: { color: ink.warn, type: 'dashed' },
              label: { color: ink.warn, formatter: `KS ${format.decimal(report.ks)}`, position: 'insideEndTop' },
              data: [{ yAxis: top.y }],
            },
          },
        ],
      };
    },
    [report, t, format],
  );
  return (
    <Panel title={t('model.ks')} hint={`KS ${format.decimal(report.ks)}`}>
      <Chart option={option} height={250} label={t('model.ks')} />
    </Panel>
  );
}
