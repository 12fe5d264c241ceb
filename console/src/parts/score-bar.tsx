import { Group, Progress, Text } from '@mantine/core';
import { useSpeech } from '../words/language.tsx';

/** A probability as a number with a small bar; the bar is stretched, so that 1 % and 5 % look different. */
export function ScoreBar({ score, label }: { readonly score: number | null; readonly label: string }) {
  const { format } = useSpeech();
  if (score === null) return <Text c="dimmed">–</Text>;
  const colour = score > 0.3 ? 'red' : score > 0.1 ? 'orange' : 'teal';
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Progress value={100 * Math.sqrt(score)} color={colour} size={5} w={44} aria-label={label} />
      <Text size="sm" className="number" w={44} ta="right">
        {format.share(score)}
      </Text>
    </Group>
  );
}
