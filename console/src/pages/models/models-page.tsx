import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { JobPanel } from './job-panel.tsx';
import { modelColumns } from './model-columns.tsx';
import { StageFilter } from './stage-filter.tsx';

export function ModelsPage() {
  const speech = useSpeech();
  const { t } = speech;
  const models = useRead(endpoints.models);
  const filter = useUrlState(['stage']);
  const { stage = '' } = filter.values;
  const columns = modelColumns(speech);
  return (
    <Page
      title={t('nav.models')}
      actions={
        <ExportMenu rows={models.data?.items ?? []} columns={columns} endpoint={endpoints.models} name="models" />
      }
    >
      <AlertPanel />
      <Panel>
        <StageFilter stage={stage} count={models.data?.items} onStage={(value) => filter.change({ stage: value })} />
        <Loaded query={models}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('models.empty')} hint={t('models.empty.hint')} />
            ) : (
              <DataTable
                label={t('nav.models')}
                columns={columns}
                rows={stage === '' ? items : items.filter((model) => model.stage === stage)}
                keyOf={({ id }) => id}
                href={({ id }) => `/models/${encodeURIComponent(id)}`}
              />
            )
          }
        </Loaded>
      </Panel>
      <JobPanel />
    </Page>
  );
}
