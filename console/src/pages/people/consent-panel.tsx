import { Badge, Group, Stack, Text } from '@mantine/core';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { dateOf, minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

/** What the person's data may be used for now, and what was said about it. */
export function ConsentPanel({ id }: { readonly id: string }) {
  const { t, nameOf } = useSpeech();
  const consents = useRead(endpoints.consents, { id });
  return (
    <Panel title={t('consent.title')} hint={t('consent.hint')}>
      <Loaded query={consents} height={200}>
        {({ allowed, items }) => (
          <Stack gap="md">
            <Facts
              columns={1}
              items={allowed.map(({ scope, purposes }) => [
                nameOf('scope', scope),
                <Group key={scope} gap={4}>
                  {purposes.length === 0 ? <Badge color="red">{t('consent.none')}</Badge> : null}
                  {purposes.map((purpose) => (
                    <Badge key={purpose} color="teal">
                      {nameOf('purpose', purpose)}
                    </Badge>
                  ))}
                </Group>,
              ])}
            />
            {items.map(({ scope, granted, purposes, recordedAt, expiresAt, source, textVersion }, i) => (
              <Text key={`${i} ${recordedAt}`} size="xs">
                <span className="number">{minuteOf(recordedAt)}</span> {nameOf('scope', scope)}:{' '}
                {t(granted ? 'consent.granted' : 'consent.withdrawn')},{' '}
                {purposes === null ? t('consent.all') : purposes.map((each) => nameOf('purpose', each)).join(', ')}
                {expiresAt === null ? '' : `, ${t('consent.until', { day: dateOf(expiresAt) })}`} ({source}
                {textVersion === null ? '' : `, ${textVersion}`})
              </Text>
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}
