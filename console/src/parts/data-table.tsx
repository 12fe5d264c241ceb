import { Table } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import type { Column } from './table-column.ts';

interface DataTableProps<T> {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Where a click on a row leads. The first column holds the link for the keyboard. */
  readonly href?: (row: T) => string;
  readonly label: string;
}

/** The one table of the console: dense, numbers right, less important columns gone on small screens. */
export function DataTable<T>({ columns, rows, keyOf, href, label }: DataTableProps<T>) {
  const navigate = useNavigate();
  const open = (event: MouseEvent, row: T): void => {
    const isControl = event.target instanceof Element && event.target.closest('a, button') !== null;
    if (href !== undefined && !isControl && window.getSelection()?.toString() === '') void navigate(href(row));
  };
  const cell = ({ key, from, isNumber }: Column<T>) => ({
    key,
    ...(from === undefined ? {} : { visibleFrom: from }),
    ...(isNumber === true ? { className: 'number-cell' } : {}),
  });
  return (
    <Table.ScrollContainer minWidth={280} type="native">
      <Table highlightOnHover={href !== undefined} aria-label={label}>
        <Table.Thead className="table-head">
          <Table.Tr>
            {columns.map((column) => {
              const { key, ...props } = cell(column);
              return (
                <Table.Th key={key} {...props}>
                  {column.header}
                </Table.Th>
              );
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr
              key={keyOf(row)}
              className={href === undefined ? '' : 'row-link'}
              onClick={(event) => open(event, row)}
            >
              {columns.map((column) => {
                const { key, ...props } = cell(column);
                return (
                  <Table.Td key={key} {...props}>
                    {column.draw(row)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
