import { Code, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { FactorMonthsPanel } from './factor-months.tsx';

/** A factor of the library: over time, where it comes from, what stands on it, its versions. */
export function LibraryDetail({ name }: { readonly name: string }) {
  const { t, say } = useSpeech();
  const factor = useRead(endpoints.libraryFactor, { id: name });
  const lineage = useRead(endpoints.factorLineage, { id: name });
  return (
    <Stack gap="sm">
      <FactorMonthsPanel name={name} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Loaded query={lineage} height={120}>
          {({ events, operands, dependents }) => (
            <Stack gap={4}>
              {events.map(({ kind, entity, fields }) => (
                <Line key={`${kind} ${entity}`} label={t('factors.reads', { kind, entity })} items={fields} />
              ))}
              <Line label={t('factors.operands')} items={operands} />
              <Line label={t('factors.dependents')} items={dependents} />
            </Stack>
          )}
        </Loaded>
        <Loaded query={factor} height={120}>
          {({ definition, versions, reason }) => (
            <Stack gap={4}>
              {reason === null ? null : <Line label={t('factors.reason')} items={[say(reason)]} />}
              {versions.map(({ version, stage }) => (
                <Group key={version} gap="xs">
                  <Text size="xs" className="code">
                    {version}
                  </Text>
                  <StatusBadge of="factorStage" value={stage} />
                </Group>
              ))}
              <Code block>{JSON.stringify(definition, null, 2)}</Code>
            </Stack>
          )}
        </Loaded>
      </SimpleGrid>
    </Stack>
  );
}

/** Names that are shown of a long list. */
const SHOWN = 12;

function Line({ label, items }: { readonly label: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  const more = items.length > SHOWN ? ` +${items.length - SHOWN}` : '';
  return (
    <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
      <Text span c="dimmed">
        {label}{' '}
      </Text>
      <span className="code">
        {items.slice(0, SHOWN).join(', ')}
        {more}
      </span>
    </Text>
  );
}
