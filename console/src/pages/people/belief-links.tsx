import { Badge, Checkbox, Table } from '@mantine/core';
import type { PersonIdentity } from '../../api/contract.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';

type Link = PersonIdentity['links'][number];

interface BeliefLinksProps {
  readonly links: readonly Link[];
  readonly chosen: readonly number[];
  readonly onChoose: (chosen: readonly number[]) => void;
  readonly mayChoose: boolean;
}

/** Links of a person's identifiers with their strengths; chosen ones can be split off. */
export function BeliefLinks({ links, chosen, onChoose, mayChoose }: BeliefLinksProps) {
  const { t, nameOf } = useSpeech();
  const toggle = (fact: number): void =>
    onChoose(chosen.includes(fact) ? chosen.filter((each) => each !== fact) : [...chosen, fact]);
  return (
    <Table.ScrollContainer minWidth={280} maxHeight={300} type="native">
      <DataTable<Link>
        label={t('people.identifiers')}
        rows={links}
        keyOf={({ fact }) => `${fact}`}
        columns={[
          {
            key: 'choose',
            header: '',
            draw: ({ fact, kind, shown }) =>
              mayChoose ? (
                <Checkbox
                  size="xs"
                  aria-label={`${t('belief.split')}: ${nameOf('kind', kind)} ${shown}`}
                  checked={chosen.includes(fact)}
                  onChange={() => toggle(fact)}
                />
              ) : null,
          },
          { key: 'kind', header: t('people.kind'), draw: ({ kind }) => nameOf('kind', kind) },
          {
            key: 'shown',
            header: t('common.id'),
            draw: ({ shown, token, shared }) => (
              <span className="code" title={token}>
                {shown}{' '}
                {shared ? (
                  <Badge color="red" miw="max-content">
                    {t('belief.shared')}
                  </Badge>
                ) : null}
              </span>
            ),
          },
          { key: 'strength', header: t('belief.strength'), isNumber: true, draw: ({ strength }) => strength },
          { key: 'users', header: t('belief.users'), isNumber: true, draw: ({ users }) => users, from: 'sm' },
          {
            key: 'since',
            header: t('people.firstSeen'),
            draw: ({ recordedAt }) => <span className="number">{dateOf(recordedAt)}</span>,
            from: 'sm',
          },
          { key: 'fact', header: t('belief.fact'), isNumber: true, draw: ({ fact }) => fact, from: 'md' },
        ]}
      />
    </Table.ScrollContainer>
  );
}
