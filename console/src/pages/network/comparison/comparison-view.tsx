import { Grid, Group, SimpleGrid, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { endpoints, type CommunityDetail, type NetworkLink, type Surroundings } from '../../../api/contract.ts';
import { useRead } from '../../../api/hooks.ts';
import { darkInk, lightInk, type Ink } from '../../../parts/chart-ink.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { useSpeech } from '../../../words/language.tsx';
import { compareMembers, endOf, peopleOf, readable, type Comparison, type TwoDays } from './compare-members.ts';
import { ComparisonFigures } from './comparison-figures.tsx';
import { MemberMoves } from './member-moves.tsx';
import { fateColour, MemberPicture, type Fate, type MemberPictureProps } from './member-picture.tsx';
import { placeMembers } from './place-members.ts';

interface ComparisonViewProps {
  readonly before: CommunityDetail;
  readonly after: CommunityDetail;
  readonly days: TwoDays;
}

/** The two pictures, whose members stand at the same places, the figures, and who came and left. */
export function ComparisonView({ before, after, days }: ComparisonViewProps) {
  const { t } = useSpeech();
  const ink: Ink = useComputedColorScheme('light') === 'dark' ? darkInk : lightInk;
  const compared = useMemo(() => compareMembers(before.nodes, after.nodes), [before, after]);
  const { earlier, later, people, read, error } = useAround(compared, days);
  const drawing = { ink, fateOf: useFates(compared), places: usePlaces(compared, earlier, later) };
  return (
    <Stack gap="md">
      {error === null ? null : <Trouble error={error} />}
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <OneDay day={days.before} nodes={before.nodes} links={earlier.links} drawing={drawing} />
            <OneDay day={days.after} nodes={after.nodes} links={later.links} drawing={drawing} />
          </SimpleGrid>
          <Legend ink={ink} stayed={compared.stayed.length} />
          {read < people ? (
            <Text size="xs" c="dimmed">
              {t('network.compare.cut', { n: read, all: people })}
            </Text>
          ) : null}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <ComparisonFigures before={before} after={after} />
        </Grid.Col>
      </Grid>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <MemberMoves fate="came" members={compared.came} otherDay={earlier.nodes} colour={fateColour('came', ink)} />
        <MemberMoves fate="left" members={compared.left} otherDay={later.nodes} colour={fateColour('left', ink)} />
      </SimpleGrid>
    </Stack>
  );
}

interface OneDayProps extends Pick<Surroundings, 'nodes' | 'links'> {
  readonly day: string;
  readonly drawing: Pick<MemberPictureProps, 'ink' | 'fateOf' | 'places'>;
}

function OneDay({ day, nodes, links, drawing }: OneDayProps) {
  const { t } = useSpeech();
  return (
    <div>
      <Text size="sm" fw={600} className="number">
        {day}
      </Text>
      {nodes.length === 0 ? (
        <EmptyState compact title={t('network.compare.none')} />
      ) : (
        <MemberPicture {...drawing} nodes={nodes} links={links} label={`${t('network.compare.picture')} ${day}`} />
      )}
    </div>
  );
}

/** What is read around people: what they hold, hubs cut. */
const AROUND = { hops: 1, perNode: 100, limit: 5000 };

type Around = Pick<Surroundings, 'nodes' | 'links'>;

const NOTHING: Around = { nodes: [], links: [] };

/** What lay around the members on each of the days: their links, and which group each node was in. */
function useAround(compared: Comparison, days: TwoDays) {
  const people = useMemo(() => peopleOf(compared), [compared]);
  const read = readable(people);
  const around = (day: string) => ({ query: { nodes: read.join(','), ...AROUND, at: endOf(day) } });
  const enabled = read.length > 0;
  const earlier = useRead(endpoints.surroundings, around(days.before), { enabled });
  const later = useRead(endpoints.surroundings, around(days.after), { enabled });
  return {
    ...{ earlier: earlier.data ?? NOTHING, later: later.data ?? NOTHING, error: earlier.error ?? later.error },
    ...{ people: people.length, read: read.length },
  };
}

/** Members stand where the links of both days together put them. */
function usePlaces(compared: Comparison, earlier: Around, later: Around) {
  return useMemo(() => {
    const ids = [...compared.stayed, ...compared.came, ...compared.left].map(({ id }) => id);
    return placeMembers(ids, pairsOf([...earlier.links, ...later.links]));
  }, [compared, earlier, later]);
}

function useFates({ came, left }: Comparison): (id: string) => Fate {
  return useMemo(() => {
    const fates = new Map<string, Fate>([
      ...came.map(({ id }) => [id, 'came'] as const),
      ...left.map(({ id }) => [id, 'left'] as const),
    ]);
    return (id) => fates.get(id) ?? 'stayed';
  }, [came, left]);
}

/** Each pair once, however many relations and days it has. */
function pairsOf(links: readonly NetworkLink[]): NetworkLink[] {
  return [...new Map(links.map((link) => [`${link.from} ${link.to}`, link])).values()];
}

function Legend({ ink, stayed }: { readonly ink: Ink; readonly stayed: number }) {
  const { t, format } = useSpeech();
  const fates = ['stayed', 'came', 'left'] as const;
  return (
    <Group gap="md" mt={4}>
      {fates.map((fate) => (
        <Group key={fate} gap={6}>
          <span style={{ width: 10, height: 10, borderRadius: 5, background: fateColour(fate, ink) }} />
          <Text size="xs">
            {t(`network.compare.${fate}`)} {fate === 'stayed' ? format.count(stayed) : null}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
