import { useCallback } from 'react';
import type { ModelWindow } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';
import { intervalBars } from './interval-bars.ts';
import { limitLine } from './limit-line.ts';

interface AucMonthsProps {
  readonly windows: readonly ModelWindow[];
  /** AUC of the report, out of time. */
  readonly reportAuc: number;
}

/** AUC by month with its 95 % interval, beside what is possible on these scores. */
export function AucMonths({ windows, reportAuc }: AucMonthsProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => ({
      grid: grid(),
      legend: legend(ink),
      tooltip: tooltip(ink, { valueFormatter: (value: number | null) => format.decimal(value) }),
      xAxis: nameAxis(
        ink,
        windows.map(({ from }) => from.slice(0, 7)),
      ),
      yAxis: { ...numberAxis(ink, { format: (value) => format.decimal(value, 2) }), min: 0.5, max: 1 },
      series: [
        intervalBars(
          t('monitor.interval'),
          windows.map(({ auc }) => auc),
          ink.accent,
        ),
        {
          name: t('monitor.auc'),
          type: 'line',
          data: windows.map(({ auc }) => auc?.value ?? null),
          symbolSize: 7,
          lineStyle: { width: 2, color: ink.accent },
          itemStyle: { color: ink.accent },
          ...limitLine(ink, [Math.round(1000 * reportAuc) / 1000]),
        },
        {
          name: t('monitor.possible'),
          type: 'line',
          data: windows.map(({ expectedAuc }) => expectedAuc),
          symbol: 'none',
          lineStyle: { width: 1, type: 'dotted', color: ink.warn },
          itemStyle: { color: ink.warn },
        },
      ],
    }),
    [windows, reportAuc, t, format],
  );
  return <Chart option={option} height={220} label={t('monitor.auc')} />;
}
