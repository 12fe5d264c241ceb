import { useCallback } from 'react';
import { grid, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import type { ReportProps } from './report-prop.ts';

export function CalibrationPanel({ report }: ReportProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const points = report.calibration.map(({ predicted, observed }) => [predicted, observed]);
      const most = Math.max(0.01, ...points.flat());
      const top = most > 0.1 ? Math.ceil(10 * most) / 10 : Math.ceil(100 * most) / 100;
      return {
        grid: grid({ bottom: 22 }),
        tooltip: tooltip(ink, { valueFormatter: format.share }),
        xAxis: numberAxis(ink, {
          format: format.axisShare,
          name: t('model.calibration.x'),
          max: top,
          isHorizontal: true,
        }),
        yAxis: numberAxis(ink, { format: format.axisShare, name: t('model.calibration.y'), max: top }),
        series: [
          { name: t('model.calibration.y'), type: 'line', data: points, symbolSize: 6, lineStyle: { width: 2 } },
          {
            name: t('model.perfect'),
            type: 'line',
            data: [
              [0, 0],
              [top, top],
            ],
            symbol: 'none',
            lineStyle: { width: 1, type: 'dashed', color: ink.dim },
            silent: true,
            tooltip: { show: false },
          },
        ],
      };
    },
    [report, t, format],
  );
  return (
    <Panel
      title={t('model.calibration')}
      hint={t('model.calibration.hint', { error: format.decimal(report.calibrationError) })}
    >
      <Chart option={option} height={250} label={t('model.calibration')} />
    </Panel>
  );
}
