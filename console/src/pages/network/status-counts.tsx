import { Group } from '@mantine/core';
import type { NetworkNode } from '../../api/contract.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { personStatuses } from './ring-colours.ts';

/** How many people of each state are among some nodes, and how many things. */
export function StatusCounts({ nodes }: { readonly nodes: readonly NetworkNode[] }) {
  const { t, format } = useSpeech();
  const people = nodes.filter(({ kind }) => kind === 'person');
  return (
    <Group gap={8}>
      {personStatuses.map((status) => {
        const count = people.filter((node) => node.status === status).length;
        return count === 0 ? null : (
          <Group key={status} gap={4}>
            <StatusBadge of="node" value={status} />
            <span className="number">{format.count(count)}</span>
          </Group>
        );
      })}
      <span className="number">{t('network.things', { n: nodes.length - people.length })}</span>
    </Group>
  );
}
