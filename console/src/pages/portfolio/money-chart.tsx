import { useCallback } from 'react';
import type { PortfolioSeries } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

interface MoneyChartProps {
  readonly series: PortfolioSeries;
  readonly currency: string;
}

export function MoneyChart({ series, currency }: MoneyChartProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const short = (amountMinor: number): string => format.shortMoney({ amountMinor, currency });
      return {
        grid: grid(),
        legend: legend(ink),
        tooltip: tooltip(ink, { valueFormatter: (value: number | null) => (value === null ? '–' : short(value)) }),
        xAxis: nameAxis(ink, series.labels),
        yAxis: numberAxis(ink, { format: short }),
        series: [
          {
            name: t('series.disbursed'),
            type: 'bar',
            data: series.metrics['disbursed_minor'] ?? [],
            barMaxWidth: 28,
            itemStyle: { color: ink.accent, borderRadius: [3, 3, 0, 0] },
          },
          {
            name: t('series.balance'),
            type: 'line',
            data: series.outstandingMinor,
            symbolSize: 5,
            itemStyle: { color: ink.good },
          },
        ],
      };
    },
    [series, currency, t, format],
  );
  return <Chart option={option} height={260} label={t('series.money')} />;
}
