import { Table, Text, useComputedColorScheme } from '@mantine/core';
import { endpoints, type RollRates } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

export function RollPanel() {
  const { t } = useSpeech();
  const rolls = useRead(endpoints.rollRates);
  return (
    <Panel title={t('roll.title')} hint={t('roll.hint')}>
      <Loaded query={rolls} height={300}>
        {(data) => <RollMatrix rolls={data} />}
      </Loaded>
    </Panel>
  );
}

/** A heat map that is a table: readable by screen readers, copied as text. */
function RollMatrix({ rolls }: { readonly rolls: RollRates }) {
  const { t, format, nameOf } = useSpeech();
  const isDark = useComputedColorScheme('light') === 'dark';
  const name = (bucket: string): string => nameOf('bucket', bucket);
  const heat = (rate: number) => ({
    background:
      rate === 0
        ? undefined
        : `color-mix(in srgb, var(--mantine-color-indigo-${isDark ? 7 : 5}) ${Math.round(8 + 80 * Math.sqrt(rate))}%, transparent)`,
    color: !isDark && rate > 0.55 ? 'white' : undefined,
  });
  return (
    <div className="heat-scroll">
      <Table withRowBorders={false} verticalSpacing={9} horizontalSpacing="xs" fz="xs" aria-label={t('roll.title')}>
        <Table.Thead className="table-head">
          <Table.Tr>
            <Table.Th />
            {rolls.buckets.map((bucket) => (
              <Table.Th key={bucket} style={{ textAlign: 'right' }}>
                {name(bucket)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rolls.rates.map((row, from) => (
            <Table.Tr key={rolls.buckets[from]}>
              <Table.Th scope="row" style={{ fontWeight: 500, whiteSpace: 'nowrap' }}>
                {name(rolls.buckets[from] ?? '')}
              </Table.Th>
              {row.map((rate, to) => {
                const count = rolls.counts[from]?.[to] ?? 0;
                return (
                  <Table.Td
                    key={rolls.buckets[to]}
                    className="number-cell"
                    style={heat(rate)}
                    title={format.count(count)}
                  >
                    {count === 0 ? (
                      <Text span size="xs" c="dimmed">
                        –
                      </Text>
                    ) : (
                      format.share(rate)
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
