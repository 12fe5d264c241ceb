import { useCallback } from 'react';
import type { ModelWindow } from '../../api/contract.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { useSpeech } from '../../words/language.tsx';
import { intervalBars } from './interval-bars.ts';
import { limitLine } from './limit-line.ts';
import { MonthChart } from './month-chart.tsx';

/** Observed over expected events and the calibration slope by month; 1 is right. */
export function CalibrationMonths({ windows }: { readonly windows: readonly ModelWindow[] }) {
  const { t } = useSpeech();
  const series = useCallback(
    (ink: Ink) => {
      const [slope = ink.accent, ratio = ink.good] = [ink.series[3], ink.series[1]];
      const slopes = windows.map((window) => window.slope);
      return [
        { ...points(t('monitor.ratio'), windows.map(ratioOf), ratio), ...limitLine(ink, [1]) },
        points(
          t('monitor.slope'),
          slopes.map((line) => line?.value ?? null),
          slope,
        ),
        intervalBars(t('monitor.slopeInterval'), slopes, slope),
      ];
    },
    [windows, t],
  );
  return <MonthChart windows={windows} label={t('monitor.calibration')} least={0} series={series} />;
}

function points(name: string, data: readonly (number | null)[], color: string) {
  return { name, type: 'line', data, symbolSize: 7, lineStyle: { width: 2, color }, itemStyle: { color } };
}

/** With fewer foreseen events the ratio says nothing. */
const LEAST_EXPECTED = 5;

function ratioOf({ ratio, expectedEvents }: ModelWindow): number | null {
  return expectedEvents < LEAST_EXPECTED ? null : ratio;
}
