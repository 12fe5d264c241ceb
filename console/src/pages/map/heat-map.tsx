import { useCallback } from 'react';
import type { Ink } from '../../parts/chart-ink.ts';
import { tooltip } from '../../parts/chart-axes.ts';
import { Chart } from '../../parts/chart.tsx';
import { LAND, mercator } from '../../parts/world-map.ts';
import { useSpeech } from '../../words/language.tsx';
import { measureOf, type Hexagon, type Measure } from './hexagons.ts';

interface HeatMapProps {
  readonly hexagons: readonly Hexagon[];
  readonly measure: Measure;
  /** Length of the span, for what is expected. */
  readonly days: number;
  readonly onPick: (id: string) => void;
}

/** What ECharts hands to a drawing function. */
interface DrawApi {
  coord(point: readonly [number, number]): number[];
  visual(name: string): unknown;
  style(): { fill?: unknown };
}

/** Hexagons on the coast lines of the world, coloured by a measure; it can be moved and zoomed. */
export function HeatMap({ hexagons, measure, days, onPick }: HeatMapProps) {
  const { t, format } = useSpeech();
  const option = useCallback(
    (ink: Ink) => {
      const drawn = hexagons.flatMap((hexagon) => {
        const value = measureOf(hexagon, measure, days);
        return value === undefined ? [] : [{ hexagon, value }];
      });
      const words = measure === 'approved' || measure === 'bad' ? format.share : (x: number) => format.decimal(x, 1);
      return {
        tooltip: tooltip(ink, {
          trigger: 'item',
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const { hexagon, value } = drawn[dataIndex] ?? {};
            if (hexagon === undefined) return '';
            const { applications, people, recent, bad, loans } = hexagon.counts;
            return [
              `<b>${t(`map.${measure}`)} ${words(value ?? 0)}</b>`,
              t('map.tip', { applications, people, recent }),
              t('map.tip.loans', { loans, bad }),
            ].join('<br>');
          },
        }),
        geo: {
          map: LAND,
          roam: true,
          projection: mercator,
          boundingCoords: boundsOf(hexagons),
          itemStyle: { areaColor: ink.line, borderColor: ink.dim, borderWidth: 0.5, opacity: 0.6 },
          emphasis: { disabled: true },
          silent: true,
        },
        visualMap: {
          ...rangeOf(drawn.map(({ value }) => value)),
          dimension: 2,
          calculable: true,
          left: 4,
          bottom: 4,
          itemHeight: 90,
          formatter: words,
          textStyle: { color: ink.dim, fontSize: 10 },
          inRange: { color: [...ink.ramp.slice(1)] },
        },
        series: [
          {
            type: 'custom',
            coordinateSystem: 'geo',
            data: drawn.map(({ hexagon, value }) => ({
              id: hexagon.id,
              value: [hexagon.longitude, hexagon.latitude, value],
            })),
            renderItem: (params: { dataIndex: number }, api: DrawApi) => ({
              type: 'polygon',
              shape: { points: (drawn[params.dataIndex]?.hexagon.corners ?? []).map((corner) => api.coord(corner)) },
              style: { fill: api.visual('color'), stroke: ink.text, lineWidth: 0.3, opacity: 0.9 },
            }),
          },
        ],
      };
    },
    [hexagons, measure, days, t, format],
  );
  const pick = useCallback((data: unknown) => onPick((data as { id?: string }).id ?? ''), [onPick]);
  return <Chart option={option} height={520} label={t('nav.map')} onPick={pick} />;
}

/** From the 2nd to the 98th percentile: one hot place must not make all others look alike. */
function rangeOf(values: readonly number[]): { readonly min: number; readonly max: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return { min: at(0.02), max: Math.max(at(0.98), at(0.02) + 1e-6) };
}

const MARGIN = 0.6;

function boundsOf(hexagons: readonly Hexagon[]): [[number, number], [number, number]] {
  const longitudes = hexagons.map(({ longitude }) => longitude);
  const latitudes = hexagons.map(({ latitude }) => latitude);
  if (hexagons.length === 0)
    return [
      [-170, 75],
      [180, -56],
    ];
  return [
    [Math.min(...longitudes) - MARGIN, Math.max(...latitudes) + MARGIN],
    [Math.max(...longitudes) + MARGIN, Math.min(...latitudes) - MARGIN],
  ];
}
