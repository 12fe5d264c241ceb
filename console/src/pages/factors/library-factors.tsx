import { Checkbox, Group, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { endpoints } from '../../api/contract.ts';
import type { ApiError } from '../../api/api-error.ts';
import { usePages, useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LoadMore } from '../../parts/load-more.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { FactorAccordion } from './factor-accordion.tsx';
import { FactorSearch } from './factor-search.tsx';
import { LibraryDetail } from './library-detail.tsx';

interface LibraryFactorsProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}

/** The whole library: base factors by pack, and those computed from them when asked for. */
export function LibraryFactors({ search, onSearch }: LibraryFactorsProps) {
  const { t } = useSpeech();
  const { values, change } = useUrlState(['pack', 'derived'] as const);
  const [q] = useDebouncedValue(search, 250);
  const derived = values.derived === 'yes' ? 'yes' : undefined;
  const pages = usePages(endpoints.factors, { q, pack: values.pack, derived });
  const found = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const packs = useRead(endpoints.factors, {}, { keepMs: Infinity }).data?.packs ?? [];
  return (
    <Panel
      title={
        <Group gap="xs">
          <FactorSearch value={search} onChange={onSearch} />
          <Select
            w={180}
            clearable
            placeholder={t('factors.pack')}
            aria-label={t('factors.pack')}
            data={packs}
            value={values.pack ?? null}
            onChange={(pack) => change({ pack })}
          />
          <Checkbox
            label={t('factors.derived')}
            checked={derived === 'yes'}
            onChange={(event) => change({ derived: event.currentTarget.checked ? 'yes' : null })}
          />
        </Group>
      }
    >
      {pages.isError ? <Trouble error={pages.error as ApiError} onRetry={() => void pages.refetch()} /> : null}
      {pages.isSuccess && found.length === 0 ? (
        <EmptyState title={t('factors.none')} hint={t('factors.none.hint')} />
      ) : (
        <FactorAccordion factors={found} draw={({ name }) => <LibraryDetail name={name} />} />
      )}
      {found.length === 0 ? null : (
        <LoadMore
          shown={found.length}
          hasMore={pages.hasNextPage}
          isLoading={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
        />
      )}
    </Panel>
  );
}
