import { Accordion, Badge, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { endpoints, type Factor } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Column } from '../../parts/table-column.ts';
import { useUrlState } from '../../parts/use-url-state.ts';
import { useSpeech } from '../../words/language.tsx';
import { FactorMonthsPanel } from './factor-months.tsx';

/** The catalogue: every factor with its words and its definition. */
export function FactorsPage() {
  const { t, say } = useSpeech();
  const factors = useRead(endpoints.factors);
  const { values, change } = useUrlState(['q'] as const);
  const wanted = (values.q ?? '').toLowerCase();
  const all = factors.data?.factors ?? [];
  const found = all.filter(({ name, text }) => `${name} ${text.en} ${text.zh}`.toLowerCase().includes(wanted));
  const columns: readonly Column<Factor>[] = [
    { key: 'name', header: t('factors.name'), draw: ({ name }) => name, value: ({ name }) => name },
    { key: 'kind', header: t('factors.kind'), draw: ({ kind }) => kind, value: ({ kind }) => kind },
    { key: 'words', header: t('factors.words'), draw: ({ text }) => say(text), value: ({ text }) => say(text) },
  ];
  return (
    <Page
      title={t('nav.factors')}
      hint={factors.data === undefined ? '\u00a0' : <span className="code">{factors.data.schemaId}</span>}
      actions={<ExportMenu rows={found} columns={columns} endpoint={endpoints.factors} name="factors" />}
    >
      <Panel
        title={
          <TextInput
            data-filter
            w={280}
            maw="100%"
            leftSection={<IconSearch size={14} />}
            placeholder={t('factors.search')}
            aria-label={t('factors.search')}
            value={values.q ?? ''}
            onChange={(event) => change({ q: event.currentTarget.value })}
          />
        }
        actions={
          <Text size="xs" c="dimmed" className="number">
            {t('factors.count', { n: found.length, total: all.length })}
          </Text>
        }
      >
        <Loaded query={factors} height={400}>
          {() =>
            found.length === 0 ? (
              <EmptyState title={t('factors.none')} hint={t('factors.none.hint')} />
            ) : (
              <FactorAccordion factors={found} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}

function FactorAccordion({ factors }: { readonly factors: readonly Factor[] }) {
  const { t, say } = useSpeech();
  return (
    <Accordion chevronPosition="left" chevronSize={14} keepMounted={false}>
      {factors.map((factor) => (
        <Accordion.Item key={factor.name} value={factor.name}>
          <Accordion.Control py={0} fz="sm">
            <Group justify="space-between" gap="xs">
              <Group gap="sm">
                <Text size="sm">{say(factor.text)}</Text>
                <Text size="xs" c="dimmed" className="code" visibleFrom="sm">
                  {factor.name}
                </Text>
              </Group>
              <Group gap={4}>
                <StatusBadge of="factorKind" value={factor.kind} />
                {factor.consent === null ? null : <Badge color="yellow">{factor.consent}</Badge>}
              </Group>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="xs">
              <Group gap={4}>
                <Text size="xs" c="dimmed">
                  {t('factors.purposes')}
                </Text>
                {factor.purposes.map((purpose) => (
                  <StatusBadge key={purpose} of="use" value={purpose} />
                ))}
              </Group>
              <FactorMonthsPanel name={factor.name} />
              <Code block>{JSON.stringify(factor.definition, null, 2)}</Code>
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}
