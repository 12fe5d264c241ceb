import { ActionIcon, Group, Slider, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSpeech } from '../../words/language.tsx';

interface TimeSliderProps {
  /** First and last instant, milliseconds. */
  readonly span: readonly [number, number];
  /** Links that began later are not drawn. */
  readonly until: number;
  readonly onChange: (until: number) => void;
}

const STEPS = 120;
const FRAME_MS = 80;

/** Lets the network grow before one's eyes: by hand, or played from its first link to its last. */
export function TimeSlider({ span: [first, last], until, onChange }: TimeSliderProps) {
  const { t } = useSpeech();
  const [isPlaying, setPlaying] = useState(false);
  const step = Math.max(1, (last - first) / STEPS);
  const value = Math.min(until, last);
  useEffect(() => {
    if (!isPlaying) return undefined;
    const timer = setTimeout(() => {
      if (value >= last) setPlaying(false);
      else onChange(value + step >= last ? Infinity : value + step);
    }, FRAME_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, value, last, step, onChange]);
  const play = (): void => {
    if (!isPlaying && value >= last) onChange(first);
    setPlaying(!isPlaying);
  };
  const label = t(isPlaying ? 'network.pause' : 'network.play');
  return (
    <Group gap="sm" wrap="nowrap">
      <ActionIcon variant="default" size={30} aria-label={label} title={label} onClick={play}>
        {isPlaying ? <IconPlayerPause size={15} /> : <IconPlayerPlay size={15} />}
      </ActionIcon>
      <Slider
        flex={1}
        size="sm"
        min={first}
        max={last}
        step={step}
        value={value}
        label={dayOf}
        thumbLabel={t('network.time')}
        onChange={(next) => onChange(next >= last ? Infinity : next)}
      />
      <Text size="xs" className="number" w={74} ta="right">
        {dayOf(value)}
      </Text>
    </Group>
  );
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
