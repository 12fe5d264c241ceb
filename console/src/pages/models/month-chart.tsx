import { useCallback } from 'react';
import type { ModelWindow } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

interface MonthChartProps {
  readonly windows: readonly ModelWindow[];
  readonly label: string;
  /** Ends of the value axis; open above when there is no upper one. */
  readonly least: number;
  readonly most?: number;
  /** What is drawn, a value for each window. */
  readonly series: (ink: Ink) => readonly object[];
}

/** Something of a model by month. */
export function MonthChart({ windows, label, least, most, series }: MonthChartProps) {
  const { format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => ({
      grid: grid(),
      legend: legend(ink),
      tooltip: tooltip(ink, { valueFormatter: (value: number | null) => format.decimal(value) }),
      xAxis: nameAxis(
        ink,
        windows.map(({ from }) => from.slice(0, 7)),
      ),
      yAxis: {
        ...numberAxis(ink, { format: (value) => format.decimal(value, 2), min: least }),
        ...(most === undefined ? {} : { max: most }),
      },
      series: series(ink),
    }),
    [windows, least, most, series, format],
  );
  return <Chart option={option} height={220} label={label} />;
}
