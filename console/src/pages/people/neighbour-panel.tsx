import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { ringPath } from '../network/ring-path.ts';
import { NeighbourGraph } from './neighbour-graph.tsx';

export function NeighbourPanel({ id }: { readonly id: string }) {
  const { t, format } = useSpeech();
  const neighbours = useRead(endpoints.neighbours, { id });
  const people = neighbours.data?.nodes.filter(({ kind }) => kind === 'person').length ?? 1;
  const marks = (neighbours.data?.nodes.length ?? people) - people;
  return (
    <Panel
      title={t('person.neighbours')}
      actions={
        <Button variant="default" component={Link} to={ringPath([`person:${id}`])}>
          {t('network.show')}
        </Button>
      }
      hint={
        people > 1
          ? t('person.neighbours.count', { people: format.count(people - 1), marks: format.count(marks) })
          : undefined
      }
    >
      <Loaded query={neighbours} height={300}>
        {(graph) =>
          people < 2 ? (
            <EmptyState compact title={t('person.neighbours.none')} hint={t('person.neighbours.none.hint')} />
          ) : (
            <NeighbourGraph graph={graph} self={id} />
          )
        }
      </Loaded>
    </Panel>
  );
}
