import { useVariableText } from '../applications/variable-list.tsx';
import { useFactorText } from '../factors/use-factor-text.ts';
import { useSpeech } from '../../words/language.tsx';
import type { Comparison, Condition } from './policy-body.ts';

const operators: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '!=': '≠' };

/** Says conditions in words: factors by their description, variables by name and unit. */
export function useConditionText(currency = 'CNY'): (condition: Condition) => string {
  const { t } = useSpeech();
  const factor = useFactorText(currency);
  const variable = useVariableText(currency);
  const comparison = ({ value, op, to }: Comparison): string => {
    const words = factor.words(value);
    const name = words ?? variable.name(value);
    if (op === 'missing' || op === 'present') return `${name} ${t(`policy.is.${op}`)}`;
    const shown = words === undefined ? variable.value(value, to) : factor.value(value, to);
    return `${name} ${operators[op] ?? op} ${shown}`;
  };
  const text = (condition: Condition, isInner = false): string => {
    if ('all' in condition) return join(condition.all, t('policy.and'), isInner);
    if ('any' in condition) return join(condition.any, t('policy.or'), isInner);
    if ('not' in condition) return `${t('policy.not')} (${text(condition.not)})`;
    return comparison(condition);
  };
  const join = (parts: readonly Condition[], word: string, isInner: boolean): string => {
    const joined = parts.map((part) => text(part, true)).join(` ${word} `);
    return isInner && parts.length > 1 ? `(${joined})` : joined;
  };
  return text;
}
