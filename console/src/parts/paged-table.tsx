import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Endpoint } from '../api/contract.ts';
import type { ApiError } from '../api/api-error.ts';
import { usePages } from '../api/hooks.ts';
import type { Query } from '../api/request.ts';
import { DataTable } from './data-table.tsx';
import { ExportMenu } from './export-menu.tsx';
import { LoadMore } from './load-more.tsx';
import { Panel } from './panel.tsx';
import type { Column } from './table-column.ts';
import { Trouble } from './trouble.tsx';

interface PagedTableProps<T> {
  readonly endpoint: Endpoint<{ items: T[]; next: string | null }>;
  readonly query: Query;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  readonly href?: (row: T) => string;
  readonly label: string;
  readonly name: string;
  /** Filters above the table. */
  readonly filters?: ReactNode;
  readonly empty: ReactNode;
  readonly hint?: string;
}

/** A list of the API behind a cursor: filters, export of what is shown, more on demand. */
export function PagedTable<T>({
  endpoint,
  query,
  columns,
  keyOf,
  href,
  label,
  name,
  filters,
  empty,
  hint,
}: PagedTableProps<T>) {
  const pages = usePages(endpoint, query);
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel
      title={filters ?? label}
      hint={hint}
      actions={<ExportMenu rows={rows} columns={columns} endpoint={endpoint} query={query} name={name} />}
    >
      {pages.isPending ? (
        <Stack gap={8} aria-busy>
          {Array.from({ length: 12 }, (_, i) => (
            <Skeleton key={i} height={26} />
          ))}
        </Stack>
      ) : null}
      {pages.isError ? <Trouble error={pages.error as ApiError} onRetry={() => void pages.refetch()} /> : null}
      {pages.isSuccess && rows.length === 0 ? empty : null}
      {rows.length === 0 ? null : (
        <>
          <DataTable
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            label={label}
            {...(href === undefined ? {} : { href })}
          />
          <LoadMore
            shown={rows.length}
            hasMore={pages.hasNextPage}
            isLoading={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
        </>
      )}
    </Panel>
  );
}
