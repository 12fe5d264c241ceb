import { Group, SegmentedControl, SimpleGrid, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { endpoints, type PersonFactors } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { FactorSpark } from './factor-spark.tsx';

/** How the factors of a person moved: one small line for each that has a value. */
export function FactorHistory({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const [months, setMonths] = useState('6');
  const [search, setSearch] = useState('');
  const [onlyMoved, setOnlyMoved] = useState(true);
  const factors = useRead(endpoints.personFactors, { id, query: { months } });
  return (
    <Panel
      title={t('person.factors')}
      hint={t('person.factors.hint')}
      actions={
        <Group gap="xs" justify="flex-end">
          <Switch
            size="xs"
            label={t('person.onlyMoved')}
            checked={onlyMoved}
            onChange={(event) => setOnlyMoved(event.currentTarget.checked)}
          />
          <TextInput
            leftSection={<IconSearch size={14} />}
            placeholder={t('trace.factors.search')}
            aria-label={t('trace.factors.search')}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            w={170}
          />
          <SegmentedControl
            aria-label={t('person.factors')}
            data={['3', '6', '12'].map((value) => ({ value, label: t('person.months', { n: value }) }))}
            value={months}
            onChange={setMonths}
          />
        </Group>
      }
    >
      <Loaded query={factors} height={300}>
        {(data) => <FactorGrid data={data} wanted={search.trim().toLowerCase()} onlyMoved={onlyMoved} />}
      </Loaded>
    </Panel>
  );
}

interface FactorGridProps {
  readonly data: PersonFactors;
  readonly wanted: string;
  readonly onlyMoved: boolean;
}

function hasMoved(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  return known.some((value) => value !== known[0]);
}

function FactorGrid({ data, wanted, onlyMoved }: FactorGridProps) {
  const { t, say } = useSpeech();
  const found = data.factors.filter(
    ({ name, text, values }) =>
      values.some((value) => value !== null) &&
      (!onlyMoved || hasMoved(values)) &&
      (wanted === '' || `${name} ${say(text)}`.toLowerCase().includes(wanted)),
  );
  if (found.length === 0) return <EmptyState compact title={t('person.factors.none')} />;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="xs" verticalSpacing="xs">
      {found.map((factor) => (
        <FactorSpark key={factor.name} factor={factor} instants={data.instants} />
      ))}
    </SimpleGrid>
  );
}
