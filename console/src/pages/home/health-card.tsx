import type { Overview } from '../../api/contract.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { modelColumns } from '../models/model-columns.tsx';

export function HealthCard({ models }: { readonly models: Overview['models'] }) {
  const speech = useSpeech();
  const { t } = speech;
  const columns = modelColumns(speech).filter(({ key }) => ['id', 'stage', 'auc', 'ks'].includes(key));
  return (
    <Panel title={t('health.title')}>
      {models.length === 0 ? (
        <EmptyState compact title={t('health.none')} hint={t('health.none.hint')} />
      ) : (
        <DataTable
          label={t('health.title')}
          columns={columns}
          rows={models}
          keyOf={({ id }) => id}
          href={({ id }) => `/models/${encodeURIComponent(id)}`}
        />
      )}
    </Panel>
  );
}
