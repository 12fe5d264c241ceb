import { EDGE_COLUMNS, type EdgeColumns } from '#graph';
import { readParameters } from './parameters.ts';

/** Columns of edges as `src=A,dst=B`; those that are not told keep their usual names. */
export function edgeColumns(text: string | undefined): EdgeColumns {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  return { ...EDGE_COLUMNS, ...readParameters(pairs, Object.keys(EDGE_COLUMNS)) };
}
