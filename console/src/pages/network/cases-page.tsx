import { endpoints, type NetworkCase } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PagedTable } from '../../parts/paged-table.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import type { Column } from '../../parts/table-column.ts';
import { minuteOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { NetworkShell } from './network-shell.tsx';

/** Cases that analysts opened about parts of the network. */
export function CasesPage() {
  const { t, format } = useSpeech();
  const columns: readonly Column<NetworkCase>[] = [
    { key: 'title', header: t('network.case.name'), draw: ({ title }) => title, value: ({ title }) => title },
    {
      key: 'status',
      header: t('common.status'),
      draw: ({ status }) => <StatusBadge of="case" value={status} />,
      value: ({ status }) => status,
    },
    {
      key: 'nodes',
      header: t('network.case.nodes'),
      isNumber: true,
      draw: ({ nodes }) => format.count(nodes.length),
      value: ({ nodes }) => nodes.length,
    },
    {
      key: 'by',
      header: t('network.case.by'),
      from: 'sm',
      draw: ({ createdBy }) => createdBy,
      value: ({ createdBy }) => createdBy,
    },
    {
      key: 'at',
      header: t('common.created'),
      from: 'sm',
      draw: ({ createdAt }) => <span className="number">{minuteOf(createdAt)}</span>,
      value: ({ createdAt }) => createdAt,
    },
  ];
  return (
    <NetworkShell tab="cases">
      <PagedTable
        endpoint={endpoints.cases}
        query={{}}
        columns={columns}
        keyOf={({ id }) => id}
        href={({ id }) => `/network/cases/${encodeURIComponent(id)}`}
        label={t('network.cases')}
        name="cases"
        empty={<EmptyState title={t('network.cases.none')} hint={t('network.cases.none.hint')} />}
      />
    </NetworkShell>
  );
}
