import { Progress, Text } from '@mantine/core';
import type { Experiment, PolicySummary } from '../../api/contract.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

interface TrafficBarProps {
  readonly items: readonly PolicySummary[];
  readonly experiments: readonly Experiment[];
}

/** Who decides which share of the applications right now. */
export function TrafficBar({ items, experiments }: TrafficBarProps) {
  const { t, format } = useSpeech();
  const running = experiments.find(({ endedAt }) => endedAt === null);
  const nameOf = (hash: string | undefined): string => {
    const found = items.find((item) => item.hash === hash);
    return found === undefined ? '' : `${found.name} · ${t('trace.version', { n: found.version })}`;
  };
  const champion = items.find(({ role }) => role === 'champion');
  const share = running?.share ?? 0;
  return (
    <Panel title={t('policies.traffic')}>
      {champion === undefined ? (
        <Text size="sm" c="dimmed">
          {t('policies.traffic.none')}
        </Text>
      ) : (
        <>
          <Progress.Root size={26} radius="sm">
            <Progress.Section value={100 * (1 - share)} color="teal.7" aria-label={t('arm.champion')}>
              <Progress.Label fz="xs">
                {t('arm.champion')} {format.share(1 - share)}
              </Progress.Label>
            </Progress.Section>
            {running === undefined ? null : (
              <Progress.Section value={100 * share} color="indigo" aria-label={t('arm.challenger')}>
                <Progress.Label fz="xs">
                  {t('arm.challenger')} {format.share(share)}
                </Progress.Label>
              </Progress.Section>
            )}
          </Progress.Root>
          <Text size="xs" c="dimmed" mt={6}>
            {nameOf(champion.hash)}
            {running === undefined ? ` — ${t('policies.traffic.all')}` : ` / ${nameOf(running.challengerHash)}`}
          </Text>
        </>
      )}
    </Panel>
  );
}
