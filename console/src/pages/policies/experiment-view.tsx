import { Alert, Stack, Text } from '@mantine/core';
import { IconCheck, IconScale } from '@tabler/icons-react';
import type { Experiment } from '../../api/contract.ts';
import { Facts } from '../../parts/facts.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { IntervalBar } from './interval-bar.tsx';

interface ExperimentViewProps {
  readonly experiment: Experiment;
  readonly currency: string;
}

/** A champion/challenger test: arms, the difference with its interval, and the verdict in words. */
export function ExperimentView({ experiment, currency }: ExperimentViewProps) {
  const { t, format, nameOf } = useSpeech();
  const { verdict, low, high, difference, startedAt, endedAt } = experiment;
  const isThin = endedAt === null;
  const arm = (hash: string, judged: number) => (
    <div>
      <ShortId id={hash} to={`/policies/${hash}`} />
      <Text size="xs" c="dimmed">
        {t('experiment.judged', { n: format.count(judged) })}
      </Text>
    </div>
  );
  return (
    <Stack gap="sm">
      <Facts
        columns={3}
        items={[
          [t('arm.champion'), arm(experiment.championHash, experiment.champion)],
          [t('arm.challenger'), arm(experiment.challengerHash, experiment.challenger)],
          [
            t('experiment.traffic'),
            <div key="traffic">
              {format.share(experiment.share)}
              <Text size="xs" c="dimmed">
                {endedAt === null
                  ? t('experiment.since', { day: dateOf(startedAt) })
                  : t('experiment.ended', { from: dateOf(startedAt), to: dateOf(endedAt) })}
              </Text>
            </div>,
          ],
        ]}
      />
      <div>
        <Text size="xs" c="dimmed">
          {t('experiment.difference')}
        </Text>
        {difference === null || low === null || high === null ? (
          <Text size="sm">{t('experiment.noInterval')}</Text>
        ) : (
          <IntervalBar difference={difference} low={low} high={high} currency={currency} />
        )}
      </div>
      <Alert
        p="xs"
        variant="outline"
        color={isThin ? 'yellow' : 'teal'}
        icon={isThin ? <IconScale size={18} /> : <IconCheck size={18} />}
      >
        <Text size="sm" fw={500}>
          {isThin ? t('verdict.running') : nameOf('verdict', verdict)}
        </Text>
        {isThin ? <Text size="xs">{t('verdict.thin')}</Text> : null}
      </Alert>
    </Stack>
  );
}
