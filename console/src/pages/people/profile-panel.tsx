import { Badge, Group, Progress, Stack, Text, Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints, type PersonProfile } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

/** Tag, grades, value, segments, and what the person did lately by subject domain. */
export function ProfilePanel({ id, currency }: { readonly id: string; readonly currency: string }) {
  const { t } = useSpeech();
  const profile = useRead(endpoints.profile, { id }, { everyMs: 5000 });
  return (
    <Panel
      title={t('profile.title')}
      hint={t('profile.hint')}
      actions={profile.data === undefined ? null : <StatusBadge of="tag" value={profile.data.tag} />}
    >
      <Loaded query={profile} height={300}>
        {(data) => (
          <Stack gap="md">
            <Dimensions dimensions={data.dimensions} />
            <Figures profile={data} currency={currency} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function Dimensions({ dimensions }: { readonly dimensions: PersonProfile['dimensions'] }) {
  const { t, nameOf, format } = useSpeech();
  const most = Math.max(1, ...dimensions.map(({ weight }) => weight));
  return (
    <Stack gap={6}>
      {dimensions.map(({ name, weight, halfLifeDays }) => (
        <Tooltip key={name} label={t('profile.halfLife', { n: halfLifeDays })} position="right">
          <Group gap="xs" wrap="nowrap">
            <Text size="xs" w={92} c="dimmed">
              {nameOf('dimension', name)}
            </Text>
            <Progress
              value={(100 * weight) / most}
              size="sm"
              flex={1}
              transitionDuration={200}
              aria-label={nameOf('dimension', name)}
            />
            <Text size="xs" w={48} ta="right" className="number">
              {format.decimal(weight, 2)}
            </Text>
          </Group>
        </Tooltip>
      ))}
    </Stack>
  );
}

function Figures({ profile, currency }: { readonly profile: PersonProfile; readonly currency: string }) {
  const { t, format } = useSpeech();
  const { rfm, value, segments } = profile;
  const money = (amountMinor: number): string => format.money({ amountMinor: Math.round(amountMinor), currency });
  const expected = value?.expectedMinor ?? null;
  return (
    <Facts
      items={[
        [
          t('profile.rfm'),
          rfm === null || rfm.recency === 0 ? (
            t('profile.rfm.none')
          ) : (
            <Figure text={`${rfm.recency} / ${rfm.frequency} / ${rfm.monetary}`} key="rfm" />
          ),
        ],
        [t('profile.counts'), <Figure text={`${profile.loans} / ${profile.payments}`} key="counts" />],
        [t('profile.lent'), <Figure text={money(profile.lentMinor)} key="lent" />],
        [t('profile.value'), <Figure text={expected === null ? '–' : money(expected)} key="value" />],
        [t('profile.alive'), <Figure text={format.share(value?.alive)} key="alive" />],
        [
          t('profile.seen'),
          <Figure text={`${dayOf(profile.firstSeenAt)} · ${dayOf(profile.lastSeenAt)}`} key="seen" />,
        ],
        [
          t('profile.segments'),
          segments.length === 0 ? (
            t('profile.segments.none')
          ) : (
            <Group gap={4}>
              {segments.map(({ id, name }) => (
                <Badge key={id} component={Link} to={`/segments?id=${id}`} style={{ cursor: 'pointer' }}>
                  {name}
                </Badge>
              ))}
            </Group>
          ),
        ],
      ]}
    />
  );
}

function Figure({ text }: { readonly text: string }) {
  return <span className="number">{text}</span>;
}

function dayOf(instant: string | null): string {
  return instant === null ? '–' : dateOf(instant);
}
