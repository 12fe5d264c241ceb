import { TallyError } from '#base';
import type { Frame } from '#table';
import { instantsOf, numbersOf } from '../files/edge-frame.ts';
import { known } from './known-column.ts';
import type { NodeColumns } from './node-columns.ts';
import { placed, type Place } from './placed.ts';
import type { NodeLabels } from './seen-labels.ts';

/** Labels that were known before the instant. */
export function labelsOf(
  frame: Frame,
  told: {
    readonly place: Place;
    readonly asOf: number | undefined;
    readonly columns: NodeColumns;
  },
): NodeLabels | undefined {
  const { place, asOf, columns } = told;
  if (columns.labels === undefined) return undefined;
  // When a node became known is not when its outcome did.
  const since = columns.labelTime;
  if (asOf !== undefined && since === undefined) {
    throw new TallyError('GRAPH_LEAK', `nobody says when the labels "${columns.labels}" became known`, {
      hint: 'name the column of instants: labelTime=COLUMN; a label counts when it was known before --as-of',
    });
  }
  const instants = since === undefined ? undefined : instantsOf(known(frame, since));
  // A label of the very instant may be what the caller wants to predict: it must be older.
  const isLater = (row: number): boolean =>
    place.isLater(row) || (instants !== undefined && asOf !== undefined && !((instants[row] as number) < asOf));
  const values = placed({ ...place, isLater }, numbersOf(known(frame, columns.labels)));
  if (columns.groups === undefined) return { values };
  const groups = placed({ ...place, isLater: () => false }, numbersOf(known(frame, columns.groups)));
  return { values, groups: Int32Array.from(groups, (group) => (Number.isNaN(group) ? -1 : group)) };
}
