import { Badge, Text } from '@mantine/core';
import { useCallback } from 'react';
import type { ModelReport } from '../../api/contract.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import type { ReportProps } from './report-prop.ts';

const SHOWN = 8;

/** The usual reading of a population stability index: under 0.1 stable, over 0.25 drifted. */
function PsiBadge({ psi }: { readonly psi: number | null }) {
  const { t } = useSpeech();
  if (psi === null) return null;
  const [colour, key] =
    psi < 0.1
      ? (['teal', 'stable'] as const)
      : psi < 0.25
        ? (['yellow', 'moving'] as const)
        : (['red', 'drifted'] as const);
  return <Badge color={colour}>{t(`model.drift.${key}`)}</Badge>;
}

export function DriftPanel({ report }: ReportProps) {
  const { t } = useSpeech();
  const hasRecent = report.scoreDistribution.some(({ recent }) => recent !== null);
  return (
    <Panel title={t('model.drift')} actions={<PsiBadge psi={report.scorePsi} />}>
      <ScoreDistribution report={report} />
      {hasRecent ? (
        <DriftTable report={report} />
      ) : (
        <Text size="sm" c="dimmed" mt="sm">
          {t('model.drift.none')}
        </Text>
      )}
    </Panel>
  );
}

function ScoreDistribution({ report }: ReportProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const bins = report.scoreDistribution;
      const bars = (name: string, data: (number | null)[], color: string) => ({
        name,
        type: 'bar',
        data,
        itemStyle: { color, borderRadius: [2, 2, 0, 0] },
        barMaxWidth: 18,
      });
      return {
        grid: grid(),
        legend: legend(ink),
        tooltip: tooltip(ink, { valueFormatter: format.share }),
        xAxis: nameAxis(
          ink,
          bins.map(({ from }) => format.axisShare(from)),
        ),
        yAxis: numberAxis(ink, { format: format.axisShare }),
        series: [
          bars(
            t('model.drift.train'),
            bins.map(({ share }) => share),
            ink.dim,
          ),
          bars(
            t('model.drift.recent'),
            bins.map(({ recent }) => recent),
            ink.accent,
          ),
        ],
      };
    },
    [report, t, format],
  );
  return <Chart option={option} height={190} label={t('model.drift.score')} />;
}

function DriftTable({ report }: ReportProps) {
  const { t, say, format } = useSpeech();
  const worst = [...report.features].sort((a, b) => (b.psi ?? -1) - (a.psi ?? -1)).slice(0, SHOWN);
  return (
    <DataTable<ModelReport['features'][number]>
      label={t('model.drift')}
      rows={worst}
      keyOf={({ name }) => name}
      columns={[
        { key: 'feature', header: t('model.feature'), draw: ({ name, text }) => <span title={name}>{say(text)}</span> },
        { key: 'missing', header: t('model.missing'), draw: ({ missing }) => format.share(missing), isNumber: true },
        { key: 'psi', header: t('model.drift.psi'), draw: ({ psi }) => format.decimal(psi), isNumber: true },
        { key: 'state', header: '', draw: ({ psi }) => <PsiBadge psi={psi} /> },
      ]}
    />
  );
}
