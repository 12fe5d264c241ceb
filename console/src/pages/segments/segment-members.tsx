import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { useSpeech } from '../../words/language.tsx';

/** The first members of a segment, as of now. */
export function SegmentMembers({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const members = useRead(endpoints.segmentMembers, { id, query: { limit: 50 } }, { everyMs: 5000 });
  return (
    <Panel title={t('segments.who')}>
      <Loaded query={members} height={200}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState compact title={t('segments.nobody')} />
          ) : (
            <DataTable
              label={t('segments.who')}
              rows={items}
              keyOf={({ personId }) => personId}
              href={({ personId }) => `/people/${encodeURIComponent(personId)}`}
              columns={[
                { key: 'person', header: t('common.person'), draw: ({ personId }) => <ShortId id={personId} /> },
                { key: 'tag', header: '', draw: ({ tag }) => <StatusBadge of="tag" value={tag} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
