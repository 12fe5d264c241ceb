import { Accordion, Group, Switch, Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ApplicationDetail } from '../../api/contract.ts';
import { useSpeech } from '../../words/language.tsx';
import { useFactorText } from '../factors/use-factor-text.ts';

type FactorValue = ApplicationDetail['decision']['factors'][number];

function groupsOf(factors: readonly FactorValue[]): [string, FactorValue[]][] {
  const groups = new Map<string, FactorValue[]>();
  for (const factor of factors) {
    const prefix = factor.name.split('.')[0] ?? '';
    groups.set(prefix, [...(groups.get(prefix) ?? []), factor]);
  }
  return [...groups];
}

/** The factor vector of a decision: searchable, grouped by prefix, missing ones marked. */
export function FactorList({ factors }: { readonly factors: readonly FactorValue[] }) {
  const { t, say } = useSpeech();
  const [search, setSearch] = useState('');
  const [onlyKnown, setOnlyKnown] = useState(false);
  const wanted = search.trim().toLowerCase();
  const found = factors.filter(
    ({ name, text, value }) =>
      (!onlyKnown || value !== null) && (wanted === '' || `${name} ${say(text)}`.toLowerCase().includes(wanted)),
  );
  const groups = groupsOf(found);
  return (
    <>
      <Group gap="sm" mb={6}>
        <TextInput
          data-filter
          leftSection={<IconSearch size={14} />}
          placeholder={t('trace.factors.search')}
          aria-label={t('trace.factors.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 140 }}
        />
        <Switch
          size="xs"
          label={t('trace.factors.onlyKnown')}
          checked={onlyKnown}
          onChange={(event) => setOnlyKnown(event.currentTarget.checked)}
        />
      </Group>
      <Accordion
        multiple
        variant="contained"
        chevronPosition="left"
        chevronSize={14}
        {...(wanted === '' ? {} : { value: groups.map(([prefix]) => prefix) })}
      >
        {groups.map(([prefix, items]) => (
          <FactorGroup key={prefix} prefix={prefix} items={items} />
        ))}
      </Accordion>
    </>
  );
}

function FactorGroup({ prefix, items }: { readonly prefix: string; readonly items: readonly FactorValue[] }) {
  const { t, say, nameOf } = useSpeech();
  const factorText = useFactorText();
  const missing = items.filter(({ value }) => value === null).length;
  return (
    <Accordion.Item value={prefix}>
      <Accordion.Control py={0}>
        <Group justify="space-between" pr="xs">
          <Text size="sm">{nameOf('prefix', prefix)}</Text>
          <Text size="xs" c="dimmed" className="number">
            {t('trace.factors.found', { known: items.length - missing, missing })}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Table verticalSpacing={2} fz="xs">
          <Table.Tbody>
            {items.map(({ name, text, value }) => (
              <Table.Tr key={name}>
                <Table.Td>
                  {say(text)}
                  <br />
                  <Text span className="code" c="dimmed">
                    {name}
                  </Text>
                </Table.Td>
                <Table.Td className="number-cell">
                  {value === null ? (
                    <Text c="dimmed" span size="xs">
                      {t('common.missing')}
                    </Text>
                  ) : (
                    factorText.value(name, value)
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
