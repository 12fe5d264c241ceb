import { Group, Paper, Text } from '@mantine/core';
import type { PersonFactors } from '../../api/contract.ts';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { useFactorText } from '../factors/use-factor-text.ts';

const [WIDTH, HEIGHT] = [84, 26];

/** Points of the line inside the box; a gap where a value is missing. */
function lines(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (i: number): number => (values.length < 2 ? WIDTH / 2 : 3 + (i * (WIDTH - 6)) / (values.length - 1));
  const y = (value: number): number =>
    high === low ? HEIGHT / 2 : HEIGHT - 4 - ((value - low) * (HEIGHT - 8)) / (high - low);
  let path = '';
  let isDrawing = false;
  values.forEach((value, i) => {
    // A lone point becomes a dot: a line of no length with round ends.
    if (value !== null)
      path += `${isDrawing ? '' : `M${x(i).toFixed(1)} ${y(value).toFixed(1)}`}L${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    isDrawing = value !== null;
  });
  return path;
}

interface FactorSparkProps {
  readonly factor: PersonFactors['factors'][number];
  readonly instants: readonly string[];
}

export function FactorSpark({ factor, instants }: FactorSparkProps) {
  const { say } = useSpeech();
  const factorText = useFactorText();
  const { name, text, values } = factor;
  const story = values.map((value, i) => `${dateOf(instants[i] ?? '')}: ${factorText.value(name, value)}`).join('\n');
  return (
    <Paper withBorder px="xs" py={6} title={`${name}\n${story}`}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <div style={{ minWidth: 0 }}>
          <Text size="xs" lineClamp={2} lh={1.25}>
            {say(text)}
          </Text>
          <Text size="sm" fw={600} className="number">
            {factorText.value(name, values.at(-1))}
          </Text>
        </div>
        <svg
          width={WIDTH}
          height={HEIGHT}
          role="img"
          aria-label={`${say(text)}: ${values.map((value) => factorText.value(name, value)).join(', ')}`}
          style={{ flexShrink: 0 }}
        >
          <path
            d={lines(values)}
            fill="none"
            stroke="var(--mantine-primary-color-filled)"
            strokeWidth={2}
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </Group>
    </Paper>
  );
}
