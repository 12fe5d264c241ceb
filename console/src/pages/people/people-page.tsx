import { Button, Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { endpoints } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PagedTable } from '../../parts/paged-table.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { personColumns } from './person-columns.tsx';

const kinds = ['phone', 'national_id', 'account', 'email', 'device'] as const;

export function PeoplePage() {
  const speech = useSpeech();
  const { t } = speech;
  const { values, change, isSet } = useUrlState(['identifier', 'identifierKind'] as const);
  const [text, setText] = useState(values.identifier ?? '');
  useEffect(() => setText(values.identifier ?? ''), [values.identifier]);
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    change({ identifier: text.trim() });
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
          <Group gap={6} component="form" onSubmit={search}>
            <TextInput
              data-filter
              w={260}
              leftSection={<IconSearch size={14} />}
              placeholder={t('people.find')}
              aria-label={t('people.find')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
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
        }
        empty={
          isSet ? (
            <EmptyState title={t('people.notFound')} hint={t('people.notFound.hint')} />
          ) : (
            <EmptyState title={t('people.empty')} hint={t('people.empty.hint')} />
          )
        }
      />
    </Page>
  );
}
