import { useVariableText } from '../applications/variable-list.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useConditionText } from './condition-text.ts';
import type { Change, RowOf, RuleOf } from './policy-difference.ts';

/** Says a change between two policies in words. */
export function useChangeText(): (change: Change) => string {
  const { t, format, nameOf } = useSpeech();
  const condition = useConditionText();
  const variable = useVariableText('CNY');
  const rule = ({ when, outcome }: RuleOf): string =>
    `${t('policy.when')} ${condition(when)} → ${nameOf('outcome', outcome)}`;
  const row = ({ when, set }: RowOf): string => {
    const sets = Object.entries(set).map(([name, value]) => `${variable.name(name)} ${variable.value(name, value)}`);
    return `${when === undefined ? t('policy.else') : condition(when)} → ${sets.join(', ')}`;
  };
  const changed = (what: string, before: string, after: string): string => t('diff.changed', { what, before, after });
  return (change) => {
    switch (change.kind) {
      case 'start':
        return changed(t('diff.start'), change.before, change.after);
      case 'node-added':
      case 'node-removed': {
        const what = t('diff.node', { id: change.node.id, kind: t(`nodeKind.${change.node.kind}`) });
        return t(change.kind === 'node-added' ? 'diff.added' : 'diff.removed', { what });
      }
      case 'rule-added':
      case 'rule-removed': {
        const what = `${t('diff.rule', { id: change.rule.id, node: change.node })}: ${rule(change.rule)}`;
        return t(change.kind === 'rule-added' ? 'diff.added' : 'diff.removed', { what });
      }
      case 'rule-changed':
        return changed(
          t('diff.rule', { id: change.after.id, node: change.node }),
          rule(change.before),
          rule(change.after),
        );
      case 'row-added':
      case 'row-removed': {
        const what = `${t('diff.row', { n: change.place + 1, node: change.node })}: ${row(change.row)}`;
        return t(change.kind === 'row-added' ? 'diff.added' : 'diff.removed', { what });
      }
      case 'row-changed':
        return changed(
          t('diff.row', { n: change.place + 1, node: change.node }),
          row(change.before),
          row(change.after),
        );
      case 'cutoff':
        return changed(
          t('diff.cutoff', { node: change.node }),
          format.share(Number(change.before)),
          format.share(Number(change.after)),
        );
      case 'model':
      case 'next':
        return changed(t(`diff.${change.kind}`, { node: change.node }), change.before, change.after);
    }
  };
}
