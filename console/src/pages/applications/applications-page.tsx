import { endpoints } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PagedTable } from '../../parts/paged-table.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { applicationColumns } from './application-columns.tsx';
import { ApplicationFilters, filterKeys } from './application-filters.tsx';

export function ApplicationsPage() {
  const speech = useSpeech();
  const { t } = speech;
  const { values, change, clear, isSet } = useUrlState(filterKeys);
  return (
    <Page title={t('nav.applications')}>
      <PagedTable
        endpoint={endpoints.applications}
        query={values}
        columns={applicationColumns(speech)}
        keyOf={({ id }) => id}
        href={({ id }) => `/applications/${encodeURIComponent(id)}`}
        label={t('nav.applications')}
        name="applications"
        filters={<ApplicationFilters values={values} isSet={isSet} onChange={change} onClear={clear} />}
        empty={
          isSet ? (
            <EmptyState title={t('applications.empty.filtered')} hint={t('applications.empty.filtered.hint')} />
          ) : (
            <EmptyState title={t('applications.empty')} hint={t('applications.empty.hint')} />
          )
        }
      />
    </Page>
  );
}
