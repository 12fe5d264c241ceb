import { useCallback } from 'react';
import { grid, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import type { ReportProps } from './report-prop.ts';

export function RocPanel({ report }: ReportProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => ({
      grid: grid({ bottom: 22 }),
      tooltip: tooltip(ink, { valueFormatter: format.share }),
      xAxis: numberAxis(ink, { format: format.axisShare, name: t('model.roc.x'), max: 1, isHorizontal: true }),
      yAxis: numberAxis(ink, { format: format.axisShare, name: t('model.roc.y'), max: 1 }),
      series: [
        {
          name: t('model.roc.y'),
          type: 'line',
          data: report.roc.map(({ x, y }) => [x, y]),
          symbol: 'none',
          lineStyle: { width: 2 },
          areaStyle: { opacity: 0.08 },
        },
        {
          name: t('model.chance'),
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: 'none',
          lineStyle: { width: 1, type: 'dashed', color: ink.dim },
          silent: true,
          tooltip: { show: false },
        },
      ],
    }),
    [report, t, format],
  );
  return (
    <Panel title={t('model.roc')} hint={`AUC ${format.decimal(report.auc)}`}>
      <Chart option={option} height={250} label={t('model.roc')} />
    </Panel>
  );
}
