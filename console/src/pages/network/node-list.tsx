import { Group, ScrollArea, Stack, UnstyledButton } from '@mantine/core';
import type { NetworkNode } from '../../api/contract.ts';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useNetworkNames } from './network-names.ts';
import { personStatuses } from './ring-colours.ts';

const MOST = 300;

/** Nodes as a list beside the picture: people first, the gravest first. */
export function NodeList({
  nodes,
  onPick,
}: {
  readonly nodes: readonly NetworkNode[];
  readonly onPick: (id: string) => void;
}) {
  const { t } = useSpeech();
  const names = useNetworkNames();
  const sorted = nodes.toSorted((a, b) => rank(a) - rank(b) || b.links - a.links).slice(0, MOST);
  return (
    <ScrollArea.Autosize mah={420} type="auto">
      <Stack gap={2}>
        {sorted.map((node) => (
          <UnstyledButton key={node.id} onClick={() => onPick(node.id)} className="node-row">
            <Group gap={6} wrap="nowrap" justify="space-between">
              <Group gap={6} wrap="nowrap" style={{ minWidth: 0 }}>
                <span style={{ fontSize: '0.75rem', opacity: 0.7 }}>{names.kind(node.kind)}</span>
                <span className="code" style={{ whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' }}>
                  {node.label}
                </span>
              </Group>
              {node.status === '' ? (
                <span className="number" style={{ fontSize: '0.75rem', opacity: 0.7 }}>
                  {t('network.links.n', { n: node.links })}
                </span>
              ) : (
                <StatusBadge of="node" value={node.status} />
              )}
            </Group>
          </UnstyledButton>
        ))}
        {nodes.length > MOST ? <span className="number">{t('network.more', { n: nodes.length - MOST })}</span> : null}
      </Stack>
    </ScrollArea.Autosize>
  );
}

function rank({ kind, status }: NetworkNode): number {
  const place = personStatuses.findIndex((one) => one === status);
  return kind === 'person' ? place : personStatuses.length;
}
