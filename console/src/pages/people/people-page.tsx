import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { SyntheticEvent } from 'react';
import { endpoints } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PagedTable } from '../../parts/paged-table.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { personColumns } from './person-columns.tsx';
import { SharedPanel } from './shared-panel.tsx';

const kinds = ['phone', 'national_id', 'account', 'email', 'device'] as const;

export function PeoplePage() {
  const speech = useSpeech();
  const { t } = speech;
  const { values, change, isSet } = useUrlState(['identifier', 'identifierKind'] as const);
  const search = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const text = new FormData(event.currentTarget).get('identifier');
    change({ identifier: typeof text === 'string' ? text.trim() : null });
  };
  return (
    <Page title={t('nav.people')}>
      <PagedTable
        endpoint={endpoints.people}
        query={values.identifier === undefined ? {} : values}
        columns={personColumns(speech)}
        keyOf={({ id }) => id}
        href={({ id }) => `/people/${encodeURIComponent(id)}`}
        label={t('nav.people')}
        name="people"
        filters={
          <form onSubmit={search}>
            <Group gap={6}>
              <TextInput
                data-filter
                w={260}
                leftSection={<IconSearch size={14} />}
                placeholder={t('people.find')}
                aria-label={t('people.find')}
                key={values.identifier}
                name="identifier"
                defaultValue={values.identifier ?? ''}
              />
              <Select
                w={120}
                aria-label={t('people.kind')}
                placeholder={t('people.anyKind')}
                clearable
                data={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
                value={values.identifierKind ?? null}
                onChange={(identifierKind) => change({ identifierKind })}
              />
              <Button type="submit" variant="default">
                {t('common.search')}
              </Button>
            </Group>
          </form>
        }
        empty={
          isSet ? (
            <EmptyState title={t('people.notFound')} hint={t('people.notFound.hint')} />
          ) : (
            <EmptyState title={t('people.empty')} hint={t('people.empty.hint')} />
          )
        }
      />
      {isSet ? null : <SharedPanel />}
    </Page>
  );
}
