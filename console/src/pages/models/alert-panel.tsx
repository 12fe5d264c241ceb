import { Badge, Text } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints, type ModelAlert } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Column } from '../../parts/table-column.ts';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { AcknowledgeDialog } from './acknowledge-dialog.tsx';

/** Open alerts: of one model, or of all. */
export function AlertPanel({ modelId }: { readonly modelId?: string }) {
  const speech = useSpeech();
  const { t, format } = speech;
  const alerts = useRead(endpoints.alerts, { query: { modelId } });
  const items = [...(alerts.data?.items ?? [])].sort((a, b) => weightOf(b) - weightOf(a));
  if (items.length === 0) {
    return modelId === undefined ? null : (
      <Panel title={t('alerts.title')}>
        <Text size="sm" c="dimmed">
          {t('alerts.none')}
        </Text>
      </Panel>
    );
  }
  return (
    <Panel title={t('alerts.title')} hint={t('alerts.count', { n: format.count(items.length) })}>
      <div style={{ maxHeight: 330, overflowY: 'auto' }}>
        <DataTable
          label={t('alerts.title')}
          rows={items}
          keyOf={({ id }) => id}
          columns={alertColumns(speech, modelId === undefined)}
        />
      </div>
    </Panel>
  );
}

/** Critical before warnings, a model's own measures before those of its factors. */
function weightOf({ severity, subject }: ModelAlert): number {
  return (severity === 'critical' ? 2 : 0) + (subject === '' ? 1 : 0);
}

function alertColumns(
  { t, say, format, nameOf }: ReturnType<typeof useSpeech>,
  withModel: boolean,
): readonly Column<ModelAlert>[] {
  const model: Column<ModelAlert> = {
    key: 'model',
    header: t('nav.models'),
    draw: ({ modelId }) => (
      <Link to={`/models/${encodeURIComponent(modelId)}`} className="plain-link">
        <span className="code" style={{ whiteSpace: 'nowrap' }}>
          {modelId}
        </span>
      </Link>
    ),
  };
  return [
    ...(withModel ? [model] : []),
    {
      key: 'kind',
      header: t('alerts.kind'),
      draw: ({ kind, severity, subject, text }) => (
        <span title={subject}>
          <Badge color={severity === 'critical' ? 'red' : 'yellow'} mr={6} miw="max-content">
            {nameOf('alertKind', kind)}
          </Badge>
          {subject === '' ? '' : say(text)}
        </span>
      ),
    },
    {
      key: 'value',
      header: t('alerts.value'),
      draw: ({ value }) => format.decimal(value),
      isNumber: true,
      from: 'xs',
    },
    { key: 'limit', header: t('alerts.limit'), draw: ({ limit }) => format.decimal(limit), isNumber: true, from: 'sm' },
    {
      key: 'since',
      header: t('alerts.since'),
      draw: ({ openedAt }) => <span className="number">{dateOf(openedAt)}</span>,
      from: 'md',
    },
    {
      key: 'known',
      header: '',
      draw: (alert) =>
        alert.acknowledgedBy === null ? (
          <AcknowledgeDialog id={alert.id} />
        ) : (
          <span title={`${alert.acknowledgedBy}: ${alert.note ?? ''}`}>{t('alerts.known')}</span>
        ),
    },
  ];
}
