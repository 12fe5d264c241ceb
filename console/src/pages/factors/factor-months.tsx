import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useCallback } from 'react';
import { Link } from 'react-router';
import { endpoints, type FactorMonths } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { grid, legend, nameAxis, numberAxis, tooltip } from '../../parts/chart-axes.ts';
import type { Ink } from '../../parts/chart-ink.ts';
import { Chart } from '../../parts/chart.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';

/** A factor over time: how it was distributed at decisions, what it told of outcomes, and which models ask it. */
export function FactorMonthsPanel({ name }: { readonly name: string }) {
  const { t, format } = useSpeech();
  const months = useRead(endpoints.factorMonths, { id: name });
  return (
    <Loaded query={months} height={220}>
      {(data) =>
        data.months.length === 0 ? (
          <EmptyState title={t('factors.months.none')} hint={t('factors.months.none.hint')} />
        ) : (
          <Stack gap="xs">
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Distribution data={data} />
              <Telling data={data} />
            </SimpleGrid>
            {data.models.length === 0 ? null : (
              <Group gap="xs">
                <Text size="xs" c="dimmed">
                  {t('factors.models')}
                </Text>
                {data.models.map(({ id, stage, importance }) => (
                  <Group key={id} gap={4}>
                    <Anchor component={Link} to={`/models/${id}`} size="xs">
                      {id} {format.share(importance)}
                    </Anchor>
                    <StatusBadge of="stage" value={stage} />
                  </Group>
                ))}
              </Group>
            )}
          </Stack>
        )
      }
    </Loaded>
  );
}

interface ChartProps {
  readonly data: FactorMonths;
}

/** Median with the middle half and the middle nine tenths around it. */
function Distribution({ data: { months } }: ChartProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const at = (place: number) => months.map(({ quantiles }) => quantiles[place] ?? null);
      const band = (low: number, high: number, opacity: number) => [
        { ...edge(`low${low}`, low), data: at(low) },
        {
          ...edge(`band${low}`, low),
          data: months.map(({ quantiles }) => difference(quantiles[high], quantiles[low])),
          areaStyle: { color: ink.accent, opacity },
        },
      ];
      return {
        grid: grid(),
        legend: legend(ink, { data: [t('factors.median')] }),
        tooltip: tooltip(ink, {
          formatter: (points: readonly { dataIndex: number }[]) => {
            const { month, rows, missing, quantiles } = months[points[0]?.dataIndex ?? 0] ?? months[0] ?? {};
            const [q05, q25, q50, q75, q95] = (quantiles ?? []).map((value) => format.value(value));
            const lines = [`${month} · ${format.count(rows ?? 0)}`, `5 %: ${q05}`, `25 %: ${q25}`, `50 %: ${q50}`];
            return [...lines, `75 %: ${q75}`, `95 %: ${q95}`, `${t('factors.missing')}: ${format.share(missing)}`].join(
              '<br>',
            );
          },
        }),
        xAxis: nameAxis(ink, namesOf(months)),
        yAxis: { ...numberAxis(ink, { format: (value) => format.shortCount(value) }), scale: true },
        series: [
          ...band(0, 4, 0.12),
          ...band(1, 3, 0.22),
          { name: t('factors.median'), type: 'line', data: at(2), symbolSize: 4, itemStyle: { color: ink.accent } },
        ],
      };
    },
    [months, t, format],
  );
  return <Chart option={option} height={220} label={t('factors.distribution')} />;
}

/** An invisible line that the band above it stands on. */
function edge(name: string, stack: number) {
  const quiet = { symbol: 'none', lineStyle: { opacity: 0 }, silent: true };
  return { name, type: 'line', stack: `band${stack}`, stackStrategy: 'all', ...quiet };
}

function difference(high: number | null | undefined, low: number | null | undefined): number | null {
  return typeof high === 'number' && typeof low === 'number' ? high - low : null;
}

function namesOf(months: FactorMonths['months']): string[] {
  return months.map(({ month }) => month);
}

/** Information value as bars; drift and missing values as lines. */
function Telling({ data: { months } }: ChartProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const line = (name: string, data: (number | null)[], color: string) => ({
        ...{ name, type: 'line', data, symbolSize: 4, itemStyle: { color } },
      });
      return {
        grid: grid(),
        legend: legend(ink),
        tooltip: tooltip(ink, { valueFormatter: (value: number | null) => format.decimal(value) }),
        xAxis: nameAxis(ink, namesOf(months)),
        yAxis: numberAxis(ink, { format: (value) => format.decimal(value, 2), min: 0 }),
        series: [
          {
            name: t('factors.iv'),
            type: 'bar',
            barMaxWidth: 22,
            data: months.map(({ iv }) => iv),
            itemStyle: { color: ink.good, borderRadius: [2, 2, 0, 0] },
          },
          line(
            t('factors.psi'),
            months.map(({ psi }) => psi),
            ink.warn,
          ),
          line(
            t('monitor.noise'),
            months.map(({ noise }) => noise),
            ink.dim,
          ),
          line(
            t('factors.missing'),
            months.map(({ missing }) => missing),
            ink.bad,
          ),
        ],
      };
    },
    [months, t, format],
  );
  return <Chart option={option} height={220} label={t('factors.telling')} />;
}
