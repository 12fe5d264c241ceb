import { Button, Group, Stack, Text } from '@mantine/core';
import { endpoints, type NetworkNode } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { CaseDialog } from './case-dialog.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { ListDialog } from './list-dialog.tsx';
import { NodeList } from './node-list.tsx';
import { OneNode } from './one-node.tsx';
import type { Sight } from './picture.ts';
import { StatusCounts } from './status-counts.tsx';
import type { PictureState } from './use-picture.ts';
import { WhyLinked } from './why-linked.tsx';

interface SelectionPanelProps {
  readonly state: PictureState;
  readonly sight: Sight;
}

/** Beside the picture: what is chosen, what is known of it, and what can be done. */
export function SelectionPanel({ state, sight }: SelectionPanelProps) {
  const { t } = useSpeech();
  const { picture, selection } = state;
  const chosen = [...selection].flatMap((id) => picture.nodes.get(id) ?? []);
  const seen = [...sight.nodes].flatMap((id) => picture.nodes.get(id) ?? []);
  if (chosen.length === 0) {
    return (
      <Panel title={t('network.inView')}>
        {seen.length === 0 ? (
          <EmptyState compact title={t('network.nothing')} hint={t('network.nothing.hint')} />
        ) : (
          <Stack gap="sm">
            <StatusCounts nodes={seen} />
            <NodeList nodes={seen} onPick={(id) => state.select([id], false)} />
          </Stack>
        )}
      </Panel>
    );
  }
  const [a, b] = chosen;
  return (
    <Stack gap="md">
      <Panel title={chosen.length === 1 && a !== undefined ? nodeTitle(a) : t('network.chosen', { n: chosen.length })}>
        <Stack gap="sm">
          {chosen.length === 1 && a !== undefined ? (
            <OneNode node={a} state={state} />
          ) : (
            <StatusCounts nodes={chosen} />
          )}
          {chosen.length > 1 ? <NodeList nodes={chosen} onPick={(id) => state.select([id], false)} /> : null}
          <Actions chosen={chosen} state={state} />
        </Stack>
      </Panel>
      {chosen.length === 2 && a !== undefined && b !== undefined ? (
        <WhyLinked a={a.id} b={b.id} at={state.at} onPath={() => state.findPath(a.id, b.id)} />
      ) : null}
    </Stack>
  );
}

function nodeTitle({ label }: NetworkNode) {
  return (
    <Text fw={600} className="code">
      {label}
    </Text>
  );
}

function Actions({ chosen, state }: { readonly chosen: readonly NetworkNode[]; readonly state: PictureState }) {
  const { t } = useSpeech();
  const ids = chosen.map(({ id }) => id);
  const people = chosen.filter(({ kind }) => kind === 'person').map(({ id }) => id);
  return (
    <Group gap="xs">
      {chosen.length > 1 ? (
        <Button variant="default" onClick={() => state.expand(ids)}>
          {t('network.expand')}
        </Button>
      ) : null}
      <Button variant="default" onClick={() => state.remove(new Set(ids))}>
        {t('network.remove')}
      </Button>
      <CaseDialog nodes={ids} at={state.at} />
      {people.length === 0 ? null : <LabelDialog nodes={people} stale={[endpoints.surroundings]} />}
      <ListDialog nodes={ids} />
    </Group>
  );
}
