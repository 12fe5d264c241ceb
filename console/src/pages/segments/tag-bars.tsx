import { Group, Progress, Stack, Text } from '@mantine/core';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

interface TagBarsProps {
  readonly tags: readonly { readonly tag: string; readonly people: number }[];
  readonly people: number;
}

/** How many people stand where in life. */
export function TagBars({ tags, people }: TagBarsProps) {
  const { t, nameOf, format } = useSpeech();
  return (
    <Panel title={t('segments.tags')}>
      <Stack gap={6}>
        {tags.map(({ tag, people: count }) => (
          <Group key={tag} gap="xs" wrap="nowrap">
            <Text size="xs" w={92} c="dimmed">
              {nameOf('tag', tag)}
            </Text>
            <Progress
              value={people === 0 ? 0 : (100 * count) / people}
              size="sm"
              flex={1}
              aria-label={nameOf('tag', tag)}
            />
            <Text size="xs" w={64} ta="right" className="number">
              {format.count(count)}
            </Text>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
