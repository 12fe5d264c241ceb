import { useCallback } from 'react';
import type { ModelWindow } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';
import { intervalBars } from './interval-bars.ts';
import { limitLine } from './limit-line.ts';

/** Observed over expected events and the calibration slope by month; 1 is right. */
export function CalibrationMonths({ windows }: { readonly windows: readonly ModelWindow[] }) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const [slope = ink.accent, ratio = ink.good] = [ink.series[3], ink.series[1]];
      const points = (name: string, data: readonly (number | null)[], color: string) => ({
        name,
        type: 'line',
        data,
        symbolSize: 7,
        lineStyle: { width: 2, color },
        itemStyle: { color },
      });
      return {
        grid: grid(),
        legend: legend(ink),
        tooltip: tooltip(ink, { valueFormatter: (value: number | null) => format.decimal(value) }),
        xAxis: nameAxis(
          ink,
          windows.map(({ from }) => from.slice(0, 7)),
        ),
        yAxis: numberAxis(ink, { format: (value) => format.decimal(value, 2), min: 0 }),
        series: [
          { ...points(t('monitor.ratio'), windows.map(ratioOf), ratio), ...limitLine(ink, [1]) },
          points(
            t('monitor.slope'),
            windows.map((window) => window.slope?.value ?? null),
            slope,
          ),
          intervalBars(
            t('monitor.slopeInterval'),
            windows.map((window) => window.slope),
            slope,
          ),
        ],
      };
    },
    [windows, t, format],
  );
  return <Chart option={option} height={220} label={t('monitor.calibration')} />;
}

/** With fewer foreseen events the ratio says nothing. */
const LEAST_EXPECTED = 5;

function ratioOf({ ratio, expectedEvents }: ModelWindow): number | null {
  return expectedEvents < LEAST_EXPECTED ? null : ratio;
}
