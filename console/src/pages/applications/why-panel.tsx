import { List, Stack, Text } from '@mantine/core';
import type { ApplicationDetail } from '../../api/contract.ts';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useFactorText } from '../factors/use-factor-text.ts';
import { useVariableText } from './variable-list.tsx';

const operators: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠' };

/** Reasons in words, and what each would have had to be. */
export function WhyPanel({ application }: { readonly application: ApplicationDetail }) {
  const { t, say } = useSpeech();
  const { reasons, decision } = application;
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
      {decision.wouldChange.length === 0 ? null : (
        <Stack gap={6} mt="md">
          <Text size="sm" fw={600}>
            {t('trace.change')}
          </Text>
          {decision.wouldChange.map((obstacle) => (
            <Obstacle key={`${obstacle.node} ${obstacle.value} ${obstacle.failedWhen.op}`} obstacle={obstacle} currency={application.amount.currency} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

interface ObstacleProps {
  readonly obstacle: ApplicationDetail['decision']['wouldChange'][number];
  readonly currency: string;
}

function Obstacle({ obstacle, currency }: ObstacleProps) {
  const { t, say } = useSpeech();
  const variable = useVariableText(currency);
  const factor = useFactorText(currency);
  const { value, text, actual, failedWhen } = obstacle;
  const isVariable = say(text) === value;
  const name = isVariable ? variable.name(value) : say(text);
  const shown = (number: number): string => (isVariable ? variable.value(value, number) : factor.value(value, number));
  return (
    <Text size="sm">
      <Text span fw={500}>
        {name}
      </Text>{' '}
      {actual === null
        ? t('trace.change.missing')
        : t('trace.change.item', {
            actual: shown(actual),
            op: operators[failedWhen.op] ?? failedWhen.op,
            to: failedWhen.to === null ? '' : shown(failedWhen.to),
          })}
    </Text>
  );
}
