import { SegmentedControl } from '@mantine/core';
import { useCallback, useState } from 'react';
import { endpoints, type Vintages } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

export function VintagePanel() {
  const { t } = useSpeech();
  const [dpd, setDpd] = useState('30');
  const vintages = useRead(endpoints.vintages, { query: { dpd } });
  return (
    <Panel
      title={t('vintage.title')}
      hint={t('vintage.hint', { dpd })}
      actions={
        <SegmentedControl
          aria-label={t('vintage.title')}
          data={[
            { value: '30', label: '30+' },
            { value: '90', label: '90+' },
          ]}
          value={dpd}
          onChange={setDpd}
        />
      }
    >
      <Loaded query={vintages} height={300}>
        {(data) => <VintageChart data={data} />}
      </Loaded>
    </Panel>
  );
}

/** One colour from pale (oldest month) to full (newest): the order of months is the message. */
function shade(ink: Ink, i: number, count: number): string {
  const steps = ink.ramp.slice(1);
  return steps[Math.round((i * (steps.length - 1)) / Math.max(1, count - 1))] ?? ink.accent;
}

function VintageChart({ data }: { readonly data: Vintages }) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const { vintages } = data;
      const longest = Math.max(0, ...vintages.map(({ badShare }) => badShare.length));
      return {
        grid: grid({ bottom: 22, top: 48 }),
        legend: legend(ink, {
          type: 'scroll',
          pageIconSize: 9,
          pageIconColor: ink.dim,
          pageTextStyle: { color: ink.dim, fontSize: 10 },
        }),
        tooltip: tooltip(ink, { valueFormatter: format.share, order: 'valueDesc' }),
        xAxis: {
          ...nameAxis(
            ink,
            Array.from({ length: longest }, (_, i) => String(i)),
            t('vintage.months'),
          ),
          boundaryGap: false,
        },
        yAxis: numberAxis(ink, { format: format.axisShare, min: 0 }),
        series: vintages.map(({ month, badShare }, i) => ({
          name: month,
          type: 'line',
          data: badShare,
          symbol: 'circle',
          symbolSize: 4,
          lineStyle: { width: 1.8 },
          color: shade(ink, i, vintages.length),
          emphasis: { focus: 'series' },
        })),
      };
    },
    [data, t, format],
  );
  return <Chart option={option} height={300} label={t('vintage.title')} />;
}
