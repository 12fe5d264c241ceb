import { Button, Group, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { endpoints } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PagedTable } from '../../parts/paged-table.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { loanColumns } from './loan-columns.tsx';

const statuses = ['active', 'settled', 'charged_off'] as const;
const pastDue = ['1', '30', '60', '90'] as const;

export function LoansPage() {
  const speech = useSpeech();
  const { t } = speech;
  const { values, change, clear, isSet } = useUrlState(['status', 'minimumDpd', 'personId'] as const);
  return (
    <Page title={t('nav.loans')}>
      <PagedTable
        endpoint={endpoints.loans}
        query={values}
        columns={loanColumns(speech)}
        keyOf={({ id }) => id}
        href={({ id }) => `/loans/${encodeURIComponent(id)}`}
        label={t('nav.loans')}
        name="loans"
        filters={
          <Group gap={6} role="search">
            <Select
              data-filter
              w={140}
              placeholder={t('common.status')}
              aria-label={t('common.status')}
              clearable
              data={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
              value={values.status ?? null}
              onChange={(status) => change({ status })}
            />
            <Select
              w={150}
              placeholder={t('loans.minimumDpd')}
              aria-label={t('loans.minimumDpd')}
              clearable
              data={pastDue.map((value) => ({ value, label: t('loans.days', { n: value }) }))}
              value={values.minimumDpd ?? null}
              onChange={(minimumDpd) => change({ minimumDpd })}
            />
            {isSet ? (
              <Button variant="subtle" leftSection={<IconX size={14} />} onClick={clear}>
                {t('common.clear')}
              </Button>
            ) : null}
          </Group>
        }
        empty={
          isSet ? (
            <EmptyState title={t('applications.empty.filtered')} hint={t('applications.empty.filtered.hint')} />
          ) : (
            <EmptyState title={t('loans.empty')} hint={t('loans.empty.hint')} />
          )
        }
      />
    </Page>
  );
}
