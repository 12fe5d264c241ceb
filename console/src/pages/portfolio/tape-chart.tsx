import { useCallback } from 'react';
import type { TapeDetail } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { useSpeech } from '../../words/language.tsx';

/** Loans of a tape by month, and the share of those with a known outcome that went bad. */
export function TapeChart({ vintages }: { readonly vintages: TapeDetail['vintages'] }) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const dated = vintages.filter(({ month }) => month !== null);
      return {
        grid: grid({ right: 4 }),
        legend: legend(ink),
        tooltip: tooltip(ink),
        xAxis: nameAxis(
          ink,
          dated.map(({ month }) => month ?? ''),
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
