import { Badge, Text } from '@mantine/core';
import { endpoints, type PersonIdentity } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { useRights } from '../../api/session.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

interface Entry {
  readonly fact: number;
  readonly what: string;
  readonly detail: string;
  readonly at: string;
  readonly holds: boolean;
}

/** Everything that joined or parted this person, newest first; what still counts can be taken back. */
export function BeliefHistory({ belief }: { readonly belief: PersonIdentity }) {
  const { t, nameOf } = useSpeech();
  const { ownRisk } = useRights();
  const entries = entriesOf(belief);
  if (entries.length === 0) return <EmptyState compact title={t('belief.history.none')} />;
  return (
    <DataTable<Entry>
      label={t('belief.history')}
      rows={entries}
      keyOf={({ fact }) => `${fact}`}
      columns={[
        { key: 'at', header: t('common.created'), draw: ({ at }) => <span className="number">{minuteOf(at)}</span> },
        {
          key: 'what',
          header: t('belief.history'),
          draw: ({ what, detail, fact }) => (
            <>
              {nameOf('belief.what', what)} <span className="number">#{fact}</span>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {detail}
              </Text>
            </>
          ),
        },
        {
          key: 'holds',
          header: '',
          draw: ({ holds }) => (
            <Badge color={holds ? 'teal' : 'gray'}>{t(holds ? 'belief.holds' : 'belief.undone')}</Badge>
          ),
        },
        {
          key: 'undo',
          header: '',
          draw: ({ fact, holds }) => (ownRisk && holds ? <UndoDialog fact={fact} /> : null),
        },
      ]}
    />
  );
}

function entriesOf({ merges, corrections }: PersonIdentity): Entry[] {
  const byHand = corrections.map(({ fact, kind, actor, reason, undoes, at, holds }) => ({
    fact,
    what: kind,
    detail: `${actor}: ${reason}${undoes === null ? '' : ` (#${undoes})`}`,
    at,
    holds,
  }));
  const byEvent = merges.map(({ fact, from, into, strength, at, holds }) => ({
    fact,
    what: strength === 10 ? 'merge' : 'event',
    detail: `${from} → ${into}`,
    at,
    holds,
  }));
  return [...byHand, ...byEvent].sort((a, b) => b.fact - a.fact);
}

/** Whatever is shown of people changes with who is who. */
export const staleAfterCorrection = [
  endpoints.person,
  endpoints.identity,
  endpoints.profile,
  endpoints.personFactors,
  endpoints.neighbours,
  endpoints.consents,
  endpoints.audit,
];

function UndoDialog({ fact }: { readonly fact: number }) {
  const { t } = useSpeech();
  const undo = useWrite(endpoints.undoIdentity, staleAfterCorrection);
  return (
    <ReasonDialog
      button={t('belief.undo')}
      title={t('belief.undo.title', { n: fact })}
      label={t('belief.reason')}
      look="quiet"
      isBusy={undo.isPending}
      error={undo.error}
      onReason={(reason, done) => undo.mutate({ body: { fact, reason } }, { onSuccess: done })}
    />
  );
}
