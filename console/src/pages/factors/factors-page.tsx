import { SegmentedControl } from '@mantine/core';
import { Page } from '../../parts/page.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { DecidingFactors } from './deciding-factors.tsx';
import { LibraryFactors } from './library-factors.tsx';

/** The catalogue: the factors that decide, and the library of all that could. */
export function FactorsPage() {
  const { t } = useSpeech();
  const { values, change } = useUrlState(['q', 'view'] as const);
  const isLibrary = values.view === 'library';
  const shared = { search: values.q ?? '', onSearch: (q: string) => change({ q }) };
  return (
    <Page
      title={t('nav.factors')}
      hint={t(isLibrary ? 'factors.library.hint' : 'factors.deciding.hint')}
      actions={
        <SegmentedControl
          aria-label={t('factors.view')}
          data={[
            { value: 'deciding', label: t('factors.deciding') },
            { value: 'library', label: t('factors.library') },
          ]}
          value={isLibrary ? 'library' : 'deciding'}
          onChange={(view) => change({ view: view === 'library' ? view : null })}
        />
      }
    >
      {isLibrary ? <LibraryFactors {...shared} /> : <DecidingFactors {...shared} />}
    </Page>
  );
}
