import { Button, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { endpoints } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { useUrlState } from '../../parts/use-url-state.ts';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { FindingCard } from './finding-card.tsx';
import { NetworkShell } from './network-shell.tsx';

/** What the detectors found last night, the surest first, with the evidence. */
export function FindingsPage() {
  const { t, say } = useSpeech();
  const { values, change } = useUrlState(['pattern'] as const);
  const findings = useRead(endpoints.findings, { query: { pattern: values.pattern } });
  const detect = useWrite(endpoints.detect, [endpoints.findings]);
  const run = (): void =>
    detect.mutate(
      {},
      { onSuccess: ({ found }) => notifications.show({ message: t('network.detect.done', { n: found }) }) },
    );
  return (
    <NetworkShell
      tab="findings"
      actions={
        <Button variant="default" loading={detect.isPending} onClick={run}>
          {t('network.detect')}
        </Button>
      }
    >
      {detect.error === null ? null : <Trouble error={detect.error} />}
      <Loaded query={findings} height={400}>
        {({ at, learned, patterns, items }) => (
          <Panel
            title={
              <Select
                w={300}
                aria-label={t('network.pattern')}
                placeholder={t('network.pattern.all')}
                clearable
                data={patterns.map(({ pattern, text, found }) => ({
                  value: pattern,
                  label: `${say(text)} · ${found}`,
                }))}
                value={values.pattern ?? null}
                onChange={(pattern) => change({ pattern })}
              />
            }
            hint={`${at === null ? t('network.detect.never') : t('network.detect.at', { at: minuteOf(at) })} · ${
              learned === null
                ? t('network.learned.none')
                : t('network.learned.by', { model: learned.modelId, n: learned.scored })
            }`}
          >
            {items.length === 0 ? (
              <EmptyState title={t('network.findings.none')} hint={t('network.findings.none.hint')} />
            ) : (
              <Stack gap="sm">
                {items.map((finding) => (
                  <FindingCard key={finding.id} finding={finding} />
                ))}
              </Stack>
            )}
          </Panel>
        )}
      </Loaded>
    </NetworkShell>
  );
}
