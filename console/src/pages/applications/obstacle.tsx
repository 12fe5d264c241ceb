import { Text } from '@mantine/core';
import type { ApplicationDetail } from '../../api/contract.ts';
import { knownKey } from '../../words/dictionary.ts';
import { useSpeech } from '../../words/language.tsx';
import { useFactorText } from '../factors/use-factor-text.ts';
import { useVariableText } from './variable-list.tsx';

export type ObstacleOf = ApplicationDetail['decision']['wouldChange'][number];

/** Did this comparison hold? Of alternatives, only those that did stood in the way. */
export function stoodInTheWay({ actual, failedWhen: { op, to } }: ObstacleOf): boolean {
  if (op === 'missing') return actual === null;
  if (actual === null) return false;
  if (to === null) return true;
  const holds: Readonly<Record<string, boolean>> = {
    '>': actual > to,
    '>=': actual >= to,
    '<': actual < to,
    '<=': actual <= to,
    '=': actual === to,
    '!=': actual !== to,
  };
  return holds[op] ?? true;
}

interface ObstacleProps {
  readonly obstacle: ObstacleOf;
  readonly currency: string;
}

/** One value that stood in the way, and what it would have had to be. */
export function Obstacle({ obstacle, currency }: ObstacleProps) {
  const { t, say } = useSpeech();
  const variable = useVariableText(currency);
  const factor = useFactorText(currency);
  const { value, text, actual, failedWhen } = obstacle;
  const isVariable = say(text) === value;
  const name = isVariable ? variable.name(value) : say(text);
  const shown = (number: number | null): string => {
    if (number === null) return '';
    return isVariable ? variable.value(value, number) : factor.value(value, number);
  };
  const wanted = knownKey(`wanted.${failedWhen.op}`);
  if (actual === null || wanted === undefined)
    return <Text size="sm">{t('trace.change.known', { factor: name })}</Text>;
  return (
    <Text size="sm">
      {t('trace.change.was', { factor: name, wanted: t(wanted, { to: shown(failedWhen.to) }), actual: shown(actual) })}
    </Text>
  );
}
