import { Button, Group, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { endpoints, type Overview } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';

const speeds = [0.5, 1, 2, 5, 10, 30, 60];

export function MarketControls({ market }: { readonly market: Overview['market'] }) {
  const { t } = useSpeech();
  const change = useWrite(endpoints.market, [endpoints.overview]);
  const isPaused = market.state === 'paused';
  const set = (body: { paused?: boolean; daysPerMinute?: number }): void =>
    change.mutate(
      { body },
      { onError: ({ message, code }) => notifications.show({ color: 'red', title: code, message }) },
    );
  const known = speeds.includes(market.daysPerMinute)
    ? speeds
    : [...speeds, market.daysPerMinute].sort((a, b) => a - b);
  return (
    <Group gap="xs">
      <Select
        w={96}
        size="xs"
        aria-label={t('market.speed')}
        data={known.map((speed) => ({ value: String(speed), label: `${speed} / min` }))}
        value={String(market.daysPerMinute)}
        allowDeselect={false}
        onChange={(value) => set({ daysPerMinute: Number(value) })}
      />
      <Button
        variant="default"
        loading={change.isPending}
        leftSection={isPaused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
        onClick={() => set({ paused: !isPaused })}
      >
        {t(isPaused ? 'market.resume' : 'market.pause')}
      </Button>
    </Group>
  );
}
