import { useCallback } from 'react';
import type { Overview } from '../../api/contract.ts';
import { grid, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

/** The funnel as bars on a square-root scale: the last stages stay visible beside the first. */
export function FunnelChart({ funnel }: { readonly funnel: Overview['funnel'] }) {
  const { t, format, nameOf } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const stages = funnel.map(({ stage, count }, i) => {
        const before = funnel[i - 1]?.count ?? 0;
        return {
          name: nameOf('funnel', stage),
          count,
          share: before === 0 || count > before ? '' : format.share(count / before),
        };
      });
      return {
        grid: grid({ top: 4, right: 92 }),
        tooltip: tooltip(ink, { trigger: 'item', valueFormatter: (value: number) => format.count(value ** 2) }),
        xAxis: { type: 'value', show: false },
        yAxis: {
          type: 'category',
          inverse: true,
          data: stages.map(({ name }) => name),
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: ink.text, fontSize: 12 },
        },
        series: [
          {
            type: 'bar',
            data: stages.map(({ count }) => Math.sqrt(count)),
            barWidth: '62%',
            itemStyle: { color: ink.accent, borderRadius: [0, 3, 3, 0] },
            label: {
              show: true,
              position: 'right',
              formatter: ({ dataIndex }: { dataIndex: number }) => {
                const stage = stages[dataIndex];
                return stage === undefined ? '' : `{n|${format.count(stage.count)}}  {s|${stage.share}}`;
              },
              rich: { n: { color: ink.text, fontWeight: 600, fontSize: 12 }, s: { color: ink.dim, fontSize: 11 } },
            },
          },
        ],
      };
    },
    [funnel, format, nameOf],
  );
  return (
    <Panel title={t('funnel.title')} hint={t('funnel.hint')}>
      <Chart option={option} height={270} label={t('funnel.title')} />
    </Panel>
  );
}
