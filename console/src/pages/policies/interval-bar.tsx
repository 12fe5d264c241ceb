import { useCallback } from 'react';
import { grid } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

interface IntervalBarProps {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly currency: string;
}

/** The difference of two arms as a point with its interval, against zero. */
export function IntervalBar({ difference, low, high, currency }: IntervalBarProps) {
  const { t, format } = useSpeech();
  const money = (amountMinor: number): string => format.money({ amountMinor: Math.round(amountMinor), currency });
  const text = `${money(difference)} (${t('experiment.interval', { low: money(low), high: money(high) })})`;
  const option = useCallback(
    (ink: Ink) => {
      const short = (amountMinor: number): string => format.shortMoney({ amountMinor, currency });
      const colour = low > 0 ? ink.good : high < 0 ? ink.bad : ink.dim;
      return {
        grid: grid({ top: 6, left: 16, right: 16 }),
        xAxis: {
          type: 'value',
          min: Math.min(low, 0),
          max: Math.max(high, 0),
          axisLabel: { color: ink.dim, formatter: short, hideOverlap: true },
          splitLine: { show: false },
          axisLine: { show: true, lineStyle: { color: ink.line } },
          splitNumber: 4,
        },
        yAxis: { type: 'category', data: [''], show: false },
        series: [
          {
            type: 'line',
            data: [
              [low, 0],
              [high, 0],
            ],
            symbol: 'rect',
            symbolSize: [2, 14],
            lineStyle: { width: 2, color: colour },
            itemStyle: { color: colour },
            markLine: {
              silent: true,
              symbol: 'none',
              label: { show: false },
              lineStyle: { color: ink.text, type: 'dashed', width: 1 },
              data: [{ xAxis: 0 }],
            },
          },
          { type: 'scatter', data: [[difference, 0]], symbolSize: 11, itemStyle: { color: colour } },
        ],
      };
    },
    [difference, low, high, currency, format],
  );
  return (
    <>
      <p className="number" style={{ margin: 0, fontWeight: 600, whiteSpace: 'normal' }}>
        {text}
      </p>
      <Chart option={option} height={72} label={text} />
    </>
  );
}
