import { useCallback } from 'react';
import type { ModelWindow } from '../../api/contract.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { useSpeech } from '../../words/language.tsx';
import { intervalBars } from './interval-bars.ts';
import { limitLine } from './limit-line.ts';
import { MonthChart } from './month-chart.tsx';

interface AucMonthsProps {
  readonly windows: readonly ModelWindow[];
  /** AUC of the report, out of time. */
  readonly reportAuc: number;
}

/** AUC by month with its 95 % interval, beside what is possible on these scores. */
export function AucMonths({ windows, reportAuc }: AucMonthsProps) {
  const { t } = useSpeech();
  const series = useCallback(
    (ink: Ink) => [
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
    [windows, reportAuc, t],
  );
  return <MonthChart windows={windows} label={t('monitor.auc')} least={0.5} most={1} series={series} />;
}
