import { Grid, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { endpoints, type PersonIdentity } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { useRights } from '../../api/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useSpeech } from '../../words/language.tsx';
import { BeliefGraph } from './belief-graph.tsx';
import { BeliefHistory, staleAfterCorrection } from './belief-history.tsx';
import { BeliefLinks } from './belief-links.tsx';

/** Who a person is believed to be, now or on a day, and the ways to correct it. */
export function BeliefPanel({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const { ownRisk } = useRights();
  const [day, setDay] = useState('');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const belief = useRead(endpoints.identity, { id, query: { knownAt: day === '' ? undefined : `${day}T23:59:59Z` } });
  return (
    <Panel
      title={t('belief.title')}
      hint={t('belief.hint')}
      actions={
        <Group gap="xs" wrap="nowrap">
          <TextInput
            type="date"
            aria-label={t('belief.at')}
            title={t('belief.at')}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          {ownRisk && day === '' ? <MergeDialog id={id} /> : null}
        </Group>
      }
    >
      <Loaded query={belief} height={320}>
        {(data) =>
          data.links.length === 0 ? (
            <EmptyState compact title={t('belief.none')} />
          ) : (
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <BeliefGraph belief={data} chosen={chosen} />
              </Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}>
                <Stack gap="xs">
                  <BeliefLinks
                    links={data.links}
                    chosen={chosen}
                    onChoose={setChosen}
                    mayChoose={ownRisk && day === ''}
                  />
                  {chosen.length > 0 && day === '' ? (
                    <SplitDialogs belief={data} chosen={chosen} onDone={() => setChosen([])} />
                  ) : null}
                </Stack>
              </Grid.Col>
              <Grid.Col span={12}>
                <BeliefHistory belief={data} />
              </Grid.Col>
            </Grid>
          )
        }
      </Loaded>
    </Panel>
  );
}

interface SplitDialogsProps {
  readonly belief: PersonIdentity;
  readonly chosen: readonly number[];
  readonly onDone: () => void;
}

function SplitDialogs({ belief, chosen, onDone }: SplitDialogsProps) {
  const { t } = useSpeech();
  const split = useWrite(endpoints.splitPerson, staleAfterCorrection);
  const identifiers = belief.links
    .filter(({ fact }) => chosen.includes(fact))
    .map(({ kind, token }) => ({ kind, token }));
  const send = (
    body: { identifiers?: typeof identifiers; apart?: typeof identifiers; reason: string },
    done: () => void,
  ) =>
    split.mutate(
      { id: belief.personId, body },
      {
        onSuccess: () => {
          done();
          onDone();
        },
      },
    );
  const shared = { label: t('belief.reason'), isBusy: split.isPending, error: split.error };
  return (
    <Group gap="xs">
      <ReasonDialog
        {...shared}
        button={t('belief.split')}
        title={t('belief.split.title', { n: identifiers.length })}
        look="main"
        onReason={(reason, done) => send({ identifiers, reason }, done)}
      />
      {identifiers.length === 2 ? (
        <ReasonDialog
          {...shared}
          button={t('belief.apart')}
          title={t('belief.apart.title')}
          onReason={(reason, done) => send({ apart: identifiers, reason }, done)}
        />
      ) : null}
    </Group>
  );
}

function MergeDialog({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const [from, setFrom] = useState('');
  const merge = useWrite(endpoints.mergePeople, staleAfterCorrection);
  return (
    <ReasonDialog
      button={t('belief.merge')}
      title={t('belief.merge.title')}
      label={t('belief.reason')}
      isBusy={merge.isPending}
      error={merge.error}
      onReason={(reason, done) => merge.mutate({ id, body: { from: from.trim(), reason } }, { onSuccess: done })}
    >
      <TextInput
        size="sm"
        label={t('belief.merge.from')}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        required
      />
    </ReasonDialog>
  );
}
