import { TallyError } from '#base';
import { findColumn, nearestName, type Column, type Frame } from '#table';

/** A column of the nodes, or `GRAPH_COLUMN`. */
export function known(frame: Frame, name: string): Column {
  const column = findColumn(frame, name);
  if (column !== undefined) return column;
  const near = nearestName(name, frame.names);
  throw new TallyError('GRAPH_COLUMN', `the nodes have no column "${name}"`, {
    hint: near === undefined ? `there are ${frame.names.join(', ')}` : `did you mean "${near}"?`,
  });
}
