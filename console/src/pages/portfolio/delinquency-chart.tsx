import { useCallback } from 'react';
import type { PortfolioSeries } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

function ratios(parts: readonly number[] = [], wholes: readonly (number | null)[] = []): (number | null)[] {
  return parts.map((part, i) => {
    const whole = wholes[i] ?? null;
    return whole === null || whole === 0 ? null : part / whole;
  });
}

export function DelinquencyChart({ series }: { readonly series: PortfolioSeries }) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const { metrics, outstandingMinor } = series;
      const line = (name: string, data: (number | null)[], color: string) => ({
        name,
        type: 'line',
        data,
        symbolSize: 5,
        itemStyle: { color },
      });
      return {
        grid: grid(),
        legend: legend(ink),
        tooltip: tooltip(ink, { valueFormatter: format.share }),
        xAxis: nameAxis(ink, series.labels),
        yAxis: numberAxis(ink, { format: format.axisShare, min: 0 }),
        series: [
          line(t('portfolio.d1'), ratios(metrics['instalments_unpaid'], metrics['instalments_due']), ink.warn),
          line(t('series.chargedOff'), ratios(metrics['charged_off_minor'], outstandingMinor), ink.bad),
        ],
      };
    },
    [series, t, format],
  );
  return <Chart option={option} height={260} label={t('series.delinquency')} />;
}
