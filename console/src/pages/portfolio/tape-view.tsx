import { Badge, Grid, Group, List, Stack, Text } from '@mantine/core';
import type { TapeDetail } from '../../api/contract.ts';
import { Facts } from '../../parts/facts.tsx';
import { useSpeech } from '../../words/language.tsx';
import { TapeChart } from './tape-chart.tsx';

/** One tape: outcomes, what it lacks, what was left out and why, bad rate by month where it has dates. */
export function TapeView({ tape }: { readonly tape: TapeDetail }) {
  const { t, format } = useSpeech();
  const { summary, badRate, unknownFields } = tape;
  const isDated = tape.vintages.some(({ month }) => month !== null);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="sm">
          <Facts
            columns={3}
            items={[
              [t('tapes.name'), summary.name],
              [t('tapes.loans'), format.count(summary.rows)],
              [t('tapes.badRate'), format.share(badRate)],
              [t('tapes.good'), format.count(summary.good)],
              [t('tapes.bad'), format.count(summary.bad)],
              [t('tapes.unknown'), format.count(summary.unknown)],
              [t('tapes.rejected'), format.count(summary.rejected)],
            ]}
          />
          <Text size="sm" fw={600}>
            {t('tapes.unknownFields')}
          </Text>
          <Group gap={4}>
            {unknownFields.map((field) => (
              <Badge key={field} color="gray">
                {field}
              </Badge>
            ))}
          </Group>
          {summary.dropped.length === 0 ? null : (
            <>
              <Text size="sm" fw={600}>
                {t('tapes.dropped')}
              </Text>
              <List size="xs" spacing={2}>
                {summary.dropped.map(({ column, reason }) => (
                  <List.Item key={column}>
                    <span className="code">{column}</span> {reason}
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        {isDated ? (
          <TapeChart vintages={tape.vintages} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('tapes.undated')}
          </Text>
        )}
      </Grid.Col>
    </Grid>
  );
}
