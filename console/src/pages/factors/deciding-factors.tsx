import { Code, Text } from '@mantine/core';
import { endpoints, type Factor } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Column } from '../../parts/table-column.ts';
import { useSpeech } from '../../words/language.tsx';
import { FactorAccordion } from './factor-accordion.tsx';
import { FactorMonthsPanel } from './factor-months.tsx';
import { FactorSearch } from './factor-search.tsx';

interface DecidingFactorsProps {
  readonly search: string;
  readonly onSearch: (text: string) => void;
}

/** The factors that policies and models read: recorded with every decision. */
export function DecidingFactors({ search, onSearch }: DecidingFactorsProps) {
  const { t, say } = useSpeech();
  const factors = useRead(endpoints.factors);
  const wanted = search.toLowerCase();
  const all = factors.data?.factors ?? [];
  const found = all.filter(({ name, text }) => `${name} ${text.en} ${text.zh}`.toLowerCase().includes(wanted));
  const columns: readonly Column<Factor>[] = [
    { key: 'name', header: t('factors.name'), draw: ({ name }) => name, value: ({ name }) => name },
    { key: 'kind', header: t('factors.kind'), draw: ({ kind }) => kind, value: ({ kind }) => kind },
    { key: 'words', header: t('factors.words'), draw: ({ text }) => say(text), value: ({ text }) => say(text) },
  ];
  return (
    <Panel
      title={<FactorSearch value={search} onChange={onSearch} />}
      hint={
        <Text size="xs" c="dimmed" className="number" pt={4}>
          {t('factors.count', { n: found.length, total: all.length })}
        </Text>
      }
      actions={<ExportMenu rows={found} columns={columns} endpoint={endpoints.factors} name="factors" />}
    >
      <Loaded query={factors} height={400}>
        {() =>
          found.length === 0 ? (
            <EmptyState title={t('factors.none')} hint={t('factors.none.hint')} />
          ) : (
            <FactorAccordion
              factors={found}
              draw={({ name, definition }) => (
                <>
                  <FactorMonthsPanel name={name} />
                  <Code block>{JSON.stringify(definition, null, 2)}</Code>
                </>
              )}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
