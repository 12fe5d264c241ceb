import { Group, Text } from '@mantine/core';
import { IconArrowBarToRight, IconBrain, IconCoin, IconListCheck, IconScissors, type Icon } from '@tabler/icons-react';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { FlowItem } from '../applications/flow-item.tsx';
import { useVariableText } from '../applications/variable-list.tsx';
import { useConditionText } from './condition-text.ts';
import type { PolicyBody, PolicyNode } from './policy-body.ts';

const icons: Readonly<Record<PolicyNode['kind'], Icon>> = {
  rules: IconListCheck,
  model: IconBrain,
  table: IconCoin,
  cutoff: IconScissors,
  outcome: IconArrowBarToRight,
};

/** The nodes of a policy in words, in the order in which they are stored. */
export function PolicyFlow({ body }: { readonly body: PolicyBody }) {
  const { t } = useSpeech();
  return (
    <ol className="flow">
      {body.nodes.map((node) => (
        <FlowItem
          key={node.id}
          icon={icons[node.kind]}
          color={node.kind === 'outcome' ? 'teal' : 'indigo'}
          title={
            <Group gap={6}>
              {t(`nodeKind.${node.kind}`)}
              <span className="code" style={{ fontWeight: 400 }}>
                {node.id}
              </span>
            </Group>
          }
          aside={'next' in node ? t('policy.goesTo', { next: node.next }) : undefined}
        >
          <NodeText node={node} />
        </FlowItem>
      ))}
    </ol>
  );
}

function NodeText({ node }: { readonly node: PolicyNode }) {
  const { t, nameOf } = useSpeech();
  const condition = useConditionText();
  const variable = useVariableText('CNY');
  switch (node.kind) {
    case 'rules':
      return node.rules.map((rule) => (
        <Group key={rule.id} justify="space-between" wrap="nowrap" align="flex-start" gap="sm" py={2}>
          <Text size="sm">
            {t('policy.when')} {condition(rule.when)}
          </Text>
          <Group gap={6} wrap="nowrap">
            <Text span className="code" c="dimmed" size="xs" visibleFrom="sm">
              {rule.reason}
            </Text>
            <StatusBadge of="outcome" value={rule.outcome} />
          </Group>
        </Group>
      ));
    case 'model':
      return t('policy.asks', { model: node.model, sets: variable.name(node.sets) });
    case 'cutoff':
      return t('policy.above', {
        score: variable.name(node.score),
        above: variable.value(node.score, node.above),
        outcome: nameOf('outcome', node.outcome),
      });
    case 'table':
      return node.rows.map((row, i) => (
        <Text key={i} size="sm" py={2}>
          {i + 1}. {row.when === undefined ? t('policy.else') : `${t('policy.when')} ${condition(row.when)}`} →{' '}
          {t('policy.sets')}{' '}
          {Object.entries(row.set)
            .map(([name, value]) => `${variable.name(name)} ${variable.value(name, value)}`)
            .join(', ')}
        </Text>
      ));
    case 'outcome':
      return <StatusBadge of="outcome" value={node.outcome} />;
  }
}
