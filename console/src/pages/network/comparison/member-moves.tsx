import { Group, Stack, Text } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import type { NetworkNode } from '../../../api/contract.ts';
import { useSpeech } from '../../../words/language.tsx';
import { NodeList } from '../node-list.tsx';
import { ringPath } from '../ring-path.ts';
import { movesOf } from './compare-members.ts';

interface MemberMovesProps {
  readonly fate: 'came' | 'left';
  readonly members: readonly NetworkNode[];
  /** What is known of nodes on the other day. */
  readonly otherDay: readonly NetworkNode[];
  readonly colour: string;
}

/** Who came and from which group, or who left and into which. */
export function MemberMoves({ fate, members, otherDay, colour }: MemberMovesProps) {
  const { t, format } = useSpeech();
  const navigate = useNavigate();
  return (
    <Stack gap={6} data-moves={fate}>
      <Group gap={6}>
        <span style={{ width: 10, height: 10, borderRadius: 5, background: colour }} />
        <Text fw={600} size="sm">
          {t(`network.compare.${fate}`)} <span className="number">{format.count(members.length)}</span>
        </Text>
      </Group>
      {movesOf(members, otherDay).map(({ community, members: count }) => (
        <Text key={community} size="xs" c="dimmed">
          <span className="number">{format.count(count)}</span>{' '}
          {community === null ? (
            t(`network.compare.${fate}.none`)
          ) : (
            <>
              {t(`network.compare.${fate}.other`)}{' '}
              <Link to={`/network/communities/${encodeURIComponent(community)}`}>{community}</Link>
            </>
          )}
        </Text>
      ))}
      <NodeList nodes={members} onPick={(id) => void navigate(ringPath([id]))} />
    </Stack>
  );
}
