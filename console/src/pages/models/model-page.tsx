import { Grid, Group, SimpleGrid } from '@mantine/core';
import { useParams } from 'react-router';
import { endpoints, type ModelDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Tile } from '../../parts/tile.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { CalibrationPanel } from './calibration-panel.tsx';
import { DriftPanel } from './drift-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ImportancePanel } from './importance-panel.tsx';
import { KsPanel } from './ks-panel.tsx';
import { MonitoringPanel } from './monitoring-panel.tsx';
import { RocPanel } from './roc-panel.tsx';
import { StageDialog } from './stage-dialog.tsx';
import { TrainingPanel } from './training-panel.tsx';

export function ModelPage() {
  const { t } = useSpeech();
  const { id = '' } = useParams();
  const model = useRead(endpoints.model, { id });
  return (
    <Page
      title={`${t('nav.models')} · ${id}`}
      hint={model.data === undefined ? '\u00a0' : <Headline model={model.data} />}
      actions={
        <Group gap="xs" wrap="nowrap">
          {model.data === undefined ? null : <StageDialog model={model.data} />}
          <ExportMenu
            rows={model.data === undefined ? [] : [model.data]}
            columns={[]}
            endpoint={endpoints.model}
            id={id}
            name={id}
          />
        </Group>
      }
    >
      <Loaded query={model} height={600}>
        {(data) => <ModelPanels model={data} />}
      </Loaded>
    </Page>
  );
}

function Headline({ model }: { readonly model: ModelDetail }) {
  const { t, nameOf, format } = useSpeech();
  const { kind, rows, events } = model.report;
  return (
    <Group gap="sm" mt={4}>
      <StatusBadge of="stage" value={model.stage} />
      <span>{nameOf('purpose', model.purpose)}</span>
      <span className="number">{dateOf(model.createdAt)}</span>
      <span>{t('model.report', { kind, rows: format.count(rows), events: format.count(events) })}</span>
    </Group>
  );
}

function ModelPanels({ model }: { readonly model: ModelDetail }) {
  const { t, format } = useSpeech();
  const { report } = model;
  const { low, high } = report.aucInterval;
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        <Tile
          label="AUC"
          value={format.decimal(report.auc)}
          hint={t('model.interval', { low: format.decimal(low), high: format.decimal(high) })}
        />
        <Tile label="KS" value={format.decimal(report.ks)} />
        <Tile label={t('model.gini')} value={format.decimal(report.gini)} />
        <Tile label={t('model.logloss')} value={format.decimal(report.logloss)} />
        <Tile label={t('model.brier')} value={format.decimal(report.brier)} />
        <Tile label={`${t('model.drift.psi')} · ${t('model.drift.score')}`} value={format.decimal(report.scorePsi)} />
      </SimpleGrid>
      <Grid gap="md">
        <Grid.Col span={12}>
          <MonitoringPanel id={model.id} reportAuc={report.auc} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <AlertPanel modelId={model.id} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <HistoryPanel model={model} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6, lg: 4 }}>
          <RocPanel report={report} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 6, lg: 4 }}>
          <KsPanel report={report} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 12, lg: 4 }}>
          <CalibrationPanel report={report} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <ImportancePanel report={report} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <DriftPanel report={report} />
        </Grid.Col>
        <Grid.Col span={12}>
          <TrainingPanel model={model} />
        </Grid.Col>
      </Grid>
    </>
  );
}
