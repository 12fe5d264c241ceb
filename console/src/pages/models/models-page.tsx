import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { modelColumns } from './model-columns.tsx';

export function ModelsPage() {
  const speech = useSpeech();
  const { t } = speech;
  const models = useRead(endpoints.models);
  const columns = modelColumns(speech);
  return (
    <Page
      title={t('nav.models')}
      actions={
        <ExportMenu rows={models.data?.items ?? []} columns={columns} endpoint={endpoints.models} name="models" />
      }
    >
      <Panel>
        <Loaded query={models}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('models.empty')} hint={t('models.empty.hint')} />
            ) : (
              <DataTable
                label={t('nav.models')}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
                href={({ id }) => `/models/${encodeURIComponent(id)}`}
              />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}
