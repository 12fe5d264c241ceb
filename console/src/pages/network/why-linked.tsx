import { Button, Stack, Table, Text } from '@mantine/core';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { useNetworkNames } from './network-names.ts';

interface WhyLinkedProps {
  readonly a: string;
  readonly b: string;
  readonly at: string | undefined;
  readonly onPath: () => void;
}

/** What two people share, since when, and how rare that is; the path between them when they share nothing. */
export function WhyLinked({ a, b, at, onPath }: WhyLinkedProps) {
  const { t, format } = useSpeech();
  const names = useNetworkNames();
  const why = useRead(endpoints.networkWhy, { query: { a, b, at } });
  return (
    <Panel
      title={t('network.why')}
      hint={t('network.why.hint')}
      actions={
        <Button variant="default" onClick={onPath}>
          {t('network.path')}
        </Button>
      }
    >
      <Loaded query={why} height={120}>
        {({ shared }) =>
          shared.length === 0 ? (
            <EmptyState compact title={t('network.why.none')} hint={t('network.why.none.hint')} />
          ) : (
            <Stack gap={4}>
              <Table aria-label={t('network.why')}>
                <Table.Thead className="table-head">
                  <Table.Tr>
                    <Table.Th>{t('network.shared')}</Table.Th>
                    <Table.Th className="number-cell">{t('network.holders')}</Table.Th>
                    <Table.Th>{t('network.dates')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shared.map(({ node, relation, holders, a: left, b: right }) => (
                    <Table.Tr key={`${relation} ${node.id}`}>
                      <Table.Td>
                        {names.relation(relation)} <span className="code">{node.label}</span>
                      </Table.Td>
                      <Table.Td className="number-cell">{format.count(holders)}</Table.Td>
                      <Table.Td className="number">
                        <div>{`${dateOf(left.firstAt)} – ${dateOf(left.lastAt)} (${left.events})`}</div>
                        <div>{`${dateOf(right.firstAt)} – ${dateOf(right.lastAt)} (${right.events})`}</div>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              <Text size="xs" c="dimmed">
                {t('network.rarity', {
                  n: format.decimal(
                    shared.reduce((sum, { rarity }) => sum + rarity, 0),
                    1,
                  ),
                })}
              </Text>
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}
