import { Badge, Card, Group, Progress, Text } from '@mantine/core';
import type { Overview } from '../../api/contract.ts';
import { useRights } from '../../api/session.ts';
import { useSpeech } from '../../words/language.tsx';
import { MarketControls } from './market-controls.tsx';

type Market = Overview['market'];

const colours = { none: 'gray', history: 'indigo', live: 'teal', paused: 'yellow' } as const;

function Fact({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={500} className="number">
        {value}
      </Text>
    </div>
  );
}

/** Where the simulated market stands, with its brakes for operators. */
export function MarketBanner({ market }: { readonly market: Market }) {
  const { t, format } = useSpeech();
  const { work } = useRights();
  const { state, day, progress, people, events, daysPerMinute } = market;
  const hasMarket = state !== 'none';
  return (
    <Card padding="sm">
      <Group justify="space-between" gap="md">
        <Group gap="lg">
          <Badge size="lg" color={colours[state]}>
            {t(`market.${state}`)}
          </Badge>
          {day === null ? null : <Fact label={t('market.day')} value={day} />}
          <Fact label={t('market.people')} value={format.count(people)} />
          <Fact label={t('market.events')} value={format.count(events)} />
          {hasMarket && state !== 'history' ? (
            <Fact label={t('market.speed')} value={format.value(daysPerMinute)} />
          ) : null}
        </Group>
        {hasMarket && state !== 'history' && work ? <MarketControls market={market} /> : null}
      </Group>
      {state === 'history' ? (
        <div>
          <Progress mt="sm" value={100 * progress} animated aria-label={t('market.history')} />
          <Text size="xs" c="dimmed" mt={4} className="number">
            {t('market.progress', { share: format.share(progress) })}
          </Text>
        </div>
      ) : null}
    </Card>
  );
}
