import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';

/** Identifiers of so many people that they say nothing about who somebody is. */
export function SharedPanel() {
  const { t, nameOf, format } = useSpeech();
  const shared = useRead(endpoints.sharedIdentifiers);
  return (
    <Panel title={t('shared.title')} hint={t('shared.hint')}>
      <Loaded query={shared} height={120}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState compact title={t('shared.none')} />
          ) : (
            <DataTable
              label={t('shared.title')}
              rows={items.slice(0, 20)}
              keyOf={({ kind, token }) => `${kind}:${token}`}
              columns={[
                { key: 'kind', header: t('people.kind'), draw: ({ kind }) => nameOf('kind', kind) },
                { key: 'token', header: t('common.id'), draw: ({ token }) => <span className="code">{token}</span> },
                {
                  key: 'persons',
                  header: t('belief.users'),
                  isNumber: true,
                  draw: ({ persons }) => format.count(persons),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
