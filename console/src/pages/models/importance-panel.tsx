import { Group, Progress, Stack, Text } from '@mantine/core';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import type { ReportProps } from './report-prop.ts';

const SHOWN = 15;

/** What a model looks at, in words. */
export function ImportancePanel({ report }: ReportProps) {
  const { t, say, format } = useSpeech();
  const total = report.features.reduce((sum, { importance }) => sum + importance, 0);
  const top = [...report.features].sort((a, b) => b.importance - a.importance).slice(0, SHOWN);
  const most = top[0]?.importance ?? 1;
  return (
    <Panel title={t('model.importance')} hint={t('model.importance.hint', { n: top.length })}>
      <Stack gap={5}>
        {top.map(({ name, text, importance }) => (
          <Group key={name} gap="xs" wrap="nowrap" title={name}>
            <Text size="xs" truncate style={{ flex: '0 0 46%' }}>
              {say(text)}
            </Text>
            <Progress
              value={most === 0 ? 0 : (100 * importance) / most}
              size={8}
              style={{ flex: 1 }}
              aria-label={say(text)}
            />
            <Text size="xs" className="number" w={44} ta="right">
              {format.share(total === 0 ? 0 : importance / total)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
