import type { ReactNode } from 'react';

/** A column of a table: how it is drawn, and what it is worth in an export. */
export interface Column<T> {
  readonly key: string;
  readonly header: string;
  readonly draw: (row: T) => ReactNode;
  /** Plain value for the CSV; a column without one is not exported. */
  readonly value?: (row: T) => string | number | null;
  /** Numbers stand right. */
  readonly isNumber?: boolean;
  /** Hidden on screens narrower than this. */
  readonly from?: 'xs' | 'sm' | 'md' | 'lg';
}
