import { List, Stack, Text } from '@mantine/core';
import type { ApplicationDetail } from '../../api/contract.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { Obstacle, stoodInTheWay } from './obstacle.tsx';

/** Reasons in words, and what each would have had to be. */
export function WhyPanel({ application }: { readonly application: ApplicationDetail }) {
  const { t, say } = useSpeech();
  const { reasons, decision } = application;
  const obstacles = decision.wouldChange.filter(stoodInTheWay);
  return (
    <Panel title={t('trace.why')}>
      {reasons.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('trace.why.none')}
        </Text>
      ) : (
        <List size="sm" type="ordered" spacing={4}>
          {reasons.map(({ code, text }) => (
            <List.Item key={code}>
              {say(text)}{' '}
              <Text span className="code" c="dimmed">
                {code}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {obstacles.length === 0 ? null : (
        <Stack gap={6} mt="md">
          <Text size="sm" fw={600}>
            {t('trace.change')}
          </Text>
          {obstacles.map((obstacle) => (
            <Obstacle
              key={`${obstacle.node} ${obstacle.value} ${obstacle.failedWhen.op}`}
              obstacle={obstacle}
              currency={application.amount.currency}
            />
          ))}
        </Stack>
      )}
    </Panel>
  );
}
