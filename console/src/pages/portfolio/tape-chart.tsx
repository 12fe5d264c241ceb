import { useCallback } from 'react';
import type { TapeDetail } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

interface Period {
  readonly label: string;
  readonly loans: number;
  readonly good: number;
  readonly bad: number;
}

const MOST_MONTHS = 36;

/** Months that are known; years instead when the months are too many to read. */
function periodsOf(vintages: TapeDetail['vintages']): Period[] {
  const dated = vintages.flatMap(({ month, ...rest }) => (month === null ? [] : [{ ...rest, month }]));
  const periods = new Map<string, Period>();
  for (const { month, loans, good, bad } of dated) {
    const label = dated.length > MOST_MONTHS ? month.slice(0, 4) : month;
    const before = periods.get(label) ?? { label, loans: 0, good: 0, bad: 0 };
    periods.set(label, { label, loans: before.loans + loans, good: before.good + good, bad: before.bad + bad });
  }
  return [...periods.values()];
}

/** Loans of a tape by month or year, and the share of those with a known outcome that went bad. */
export function TapeChart({ vintages }: { readonly vintages: TapeDetail['vintages'] }) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const dated = periodsOf(vintages);
      return {
        grid: grid({ right: 4 }),
        legend: legend(ink),
        tooltip: tooltip(ink),
        xAxis: nameAxis(
          ink,
          dated.map(({ label }) => label),
        ),
        yAxis: [
          numberAxis(ink, { format: format.shortCount }),
          numberAxis(ink, { format: format.axisShare, isSecond: true, min: 0 }),
        ],
        series: [
          {
            name: t('tapes.loans'),
            type: 'bar',
            data: dated.map(({ loans }) => loans),
            barMaxWidth: 20,
            itemStyle: { color: ink.line },
            tooltip: { valueFormatter: format.count },
          },
          {
            name: t('tapes.badRate'),
            type: 'line',
            yAxisIndex: 1,
            data: dated.map(({ good, bad }) => (good + bad === 0 ? null : bad / (good + bad))),
            symbolSize: 3,
            itemStyle: { color: ink.warn },
            tooltip: { valueFormatter: format.share },
          },
        ],
      };
    },
    [vintages, t, format],
  );
  return <Chart option={option} height={280} label={t('tapes.title')} />;
}
