import { Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { useMemo, useState } from 'react';
import { endpoints, type MapCells } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { HeatMap } from './heat-map.tsx';
import { hexagonsOf, measures, type Measure } from './hexagons.ts';
import { HexagonTable } from './hexagon-table.tsx';

/** Resolutions of H3 that make sense from a country to a street: edges of 69 km to 0.5 km. */
const RESOLUTIONS = ['3', '4', '5', '6', '7', '8'];
const SPANS = ['90', '180', '365'];
const DAY_MS = 86_400_000;

/** Where applications come from: every hexagon of the map with how many, how suddenly, and what became of them. */
export function MapPage() {
  const { t } = useSpeech();
  const { values, change } = useUrlState(['measure', 'resolution', 'days'] as const);
  const measure = measures.find((one) => one === values.measure) ?? 'applications';
  const resolution = RESOLUTIONS.find((one) => one === values.resolution) ?? '4';
  const days = SPANS.find((one) => one === values.days) ?? '365';
  const overview = useRead(endpoints.overview);
  const now = overview.data?.at;
  const from = now === undefined ? undefined : isoDay(Date.parse(now) - Number(days) * DAY_MS);
  const cells = useRead(endpoints.mapCells, { query: { from } }, { enabled: from !== undefined });
  return (
    <Page
      title={t('nav.map')}
      hint={t('map.hint')}
      actions={
        <Group gap="xs">
          <Select
            w={150}
            aria-label={t('map.span')}
            data={SPANS.map((span) => ({ value: span, label: t('map.days', { n: Number(span) }) }))}
            value={days}
            onChange={(value) => change({ days: value })}
          />
          <Select
            w={150}
            aria-label={t('map.resolution')}
            data={RESOLUTIONS.map((value) => ({ value, label: t('map.h3', { n: Number(value) }) }))}
            value={resolution}
            onChange={(value) => change({ resolution: value })}
          />
        </Group>
      }
    >
      <Loaded query={cells} height={560}>
        {(data) => (
          <MapView
            data={data}
            resolution={Number(resolution)}
            days={Number(days)}
            measure={measure}
            onMeasure={(value) => change({ measure: value })}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface MapViewProps {
  readonly data: MapCells;
  readonly resolution: number;
  readonly days: number;
  readonly measure: Measure;
  readonly onMeasure: (measure: string) => void;
}

function MapView({ data, resolution, days, measure, onMeasure }: MapViewProps) {
  const { t } = useSpeech();
  const [picked, setPicked] = useState('');
  const hexagons = useMemo(() => hexagonsOf(data.cells, resolution), [data, resolution]);
  if (hexagons.length === 0) return <EmptyState title={t('map.none')} hint={t('map.none.hint')} />;
  return (
    <Stack gap="md">
      <Panel
        title={
          <div style={{ overflowX: 'auto' }}>
            <SegmentedControl
              aria-label={t('map.measure')}
              data={measures.map((value) => ({ value, label: t(`map.${value}`) }))}
              value={measure}
              onChange={onMeasure}
            />
          </div>
        }
      >
        <HeatMap hexagons={hexagons} measure={measure} days={days} onPick={setPicked} />
      </Panel>
      <Panel title={t('map.table')} hint={t('map.table.hint')}>
        <HexagonTable hexagons={hexagons} measure={measure} days={days} picked={picked} />
      </Panel>
    </Stack>
  );
}

function isoDay(ms: number): string {
  return new Date(Math.max(0, ms)).toISOString().slice(0, 10);
}
