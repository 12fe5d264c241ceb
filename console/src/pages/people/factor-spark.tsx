import { Group, Paper, Text } from '@mantine/core';
import type { PersonFactors } from '../../api/contract.ts';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

const [WIDTH, HEIGHT] = [96, 26];

/** Points of the line inside the box; a gap where a value is missing. */
function lines(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (i: number): number => (values.length < 2 ? WIDTH / 2 : 3 + (i * (WIDTH - 6)) / (values.length - 1));
  const y = (value: number): number => (high === low ? HEIGHT / 2 : HEIGHT - 4 - ((value - low) * (HEIGHT - 8)) / (high - low));
  let path = '';
  let isDrawing = false;
  values.forEach((value, i) => {
    if (value !== null) path += `${isDrawing ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = value !== null;
  });
  return path;
}

interface FactorSparkProps {
  readonly factor: PersonFactors['factors'][number];
  readonly instants: readonly string[];
}

export function FactorSpark({ factor, instants }: FactorSparkProps) {
  const { say, format } = useSpeech();
  const { name, text, values } = factor;
  const story = values.map((value, i) => `${dateOf(instants[i] ?? '')}: ${format.value(value)}`).join('\n');
  return (
    <Paper withBorder px="xs" py={6} title={`${name}\n${story}`}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text size="xs" truncate>
            {say(text)}
          </Text>
          <Text size="sm" fw={600} className="number">
            {format.value(values.at(-1))}
          </Text>
        </div>
        <svg width={WIDTH} height={HEIGHT} role="img" aria-label={`${say(text)}: ${values.map(format.value).join(', ')}`} style={{ flexShrink: 0 }}>
          <path d={lines(values)} fill="none" stroke="var(--mantine-primary-color-filled)" strokeWidth={1.6} strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </Group>
    </Paper>
  );
}
