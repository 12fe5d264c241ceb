import { Text, Timeline } from '@mantine/core';
import type { ModelDetail } from '../../api/contract.ts';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

/** Every move of a model: when, who and why. */
export function HistoryPanel({ model }: { readonly model: ModelDetail }) {
  const { t } = useSpeech();
  return (
    <Panel title={t('stage.history')}>
      <Timeline bulletSize={12} lineWidth={2} active={model.history.length}>
        {model.history.toReversed().map(({ at, to, actor, why }, i) => (
          <Timeline.Item key={`${at} ${i}`} title={<StatusBadge of="stage" value={to} />}>
            <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
              {why}
            </Text>
            <Text size="xs" c="dimmed" className="number">
              {dateOf(at)} · {actor}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Panel>
  );
}
