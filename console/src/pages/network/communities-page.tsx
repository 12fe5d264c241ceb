import { SegmentedControl } from '@mantine/core';
import { Link } from 'react-router';
import { endpoints, type CommunitySummary } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Column } from '../../parts/table-column.ts';
import { useUrlState } from '../../parts/use-url-state.ts';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { NetworkShell } from './network-shell.tsx';

const orders = ['risk', 'size', 'growth'] as const;

function useColumns(): readonly Column<CommunitySummary>[] {
  const { t, format } = useSpeech();
  const count = (key: 'members' | 'people' | 'applied' | 'bad' | 'frauds' | 'growth7d', from?: 'sm' | 'md') => ({
    ...{ key, header: t(`network.community.${key}`), isNumber: true },
    draw: (row: CommunitySummary) => format.count(row[key]),
    value: (row: CommunitySummary) => row[key],
    ...(from === undefined ? {} : { from }),
  });
  return [
    {
      key: 'id',
      header: t('common.id'),
      draw: ({ id }) => <Link to={`/network/communities/${encodeURIComponent(id)}`}>{id}</Link>,
      value: ({ id }) => id,
    },
    count('members'),
    count('people', 'sm'),
    count('applied', 'md'),
    count('bad'),
    count('frauds'),
    count('growth7d', 'sm'),
    {
      key: 'density',
      header: t('network.community.density'),
      isNumber: true,
      from: 'md',
      draw: ({ density }) => format.decimal(density, 2),
      value: ({ density }) => density,
    },
    {
      key: 'bornAt',
      header: t('network.community.born'),
      from: 'sm',
      draw: ({ bornAt }) => <span className="number">{dateOf(bornAt)}</span>,
      value: ({ bornAt }) => bornAt,
    },
  ];
}

/** Groups that share devices, numbers, accounts: by what became of them, by size, by growth. */
export function CommunitiesPage() {
  const { t } = useSpeech();
  const { values, change } = useUrlState(['order'] as const);
  const order = orders.find((one) => one === values.order) ?? 'risk';
  const query = { order };
  const communities = useRead(endpoints.communities, { query });
  const columns = useColumns();
  const rows = communities.data?.items ?? [];
  return (
    <NetworkShell
      tab="communities"
      actions={
        <ExportMenu rows={rows} columns={columns} endpoint={endpoints.communities} query={query} name="communities" />
      }
    >
      <Panel
        title={
          <SegmentedControl
            aria-label={t('network.order')}
            data={orders.map((value) => ({ value, label: t(`network.order.${value}`) }))}
            value={order}
            onChange={(value) => change({ order: value })}
          />
        }
      >
        <Loaded query={communities} height={400}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('network.communities.none')} hint={t('network.communities.none.hint')} />
            ) : (
              <DataTable
                label={t('network.communities')}
                columns={columns}
                rows={items}
                keyOf={({ id }) => id}
                href={({ id }) => `/network/communities/${encodeURIComponent(id)}`}
              />
            )
          }
        </Loaded>
      </Panel>
    </NetworkShell>
  );
}
