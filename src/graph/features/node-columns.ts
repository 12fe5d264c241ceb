import { TallyError } from '#base';
import { findColumn, nearestName, type Column, type Frame } from '#table';
import { instantsOf, numbersOf } from '../files/edge-frame.ts';
import { nodesOf, type NodeIds } from '../files/node-ids.ts';
import { asName } from './feature-set.ts';
import type { NodeLabels } from './label-figures.ts';
import type { NodeFigure } from './neighbour-figures.ts';
import type { NodeCategory } from './neighbour-shares.ts';

/** Which columns of a file of nodes play which part; those that play none are attributes. */
export interface NodeColumns {
  /** Names of nodes; `id`, or the first column. */
  readonly id?: string | undefined;
  /** Since when what a row says has been known. */
  readonly time?: string | undefined;
  readonly labels?: string | undefined;
  /** When a label became known. */
  readonly labelTime?: string | undefined;
  /** A node sees the labels of nodes of other groups alone. */
  readonly groups?: string | undefined;
  /** The attributes; all other columns when left out. */
  readonly attributes?: readonly string[] | undefined;
  readonly drop?: readonly string[] | undefined;
}

/** What a file says of nodes. */
export interface NodesTold {
  /** The node of every row; -1 where it has no name. */
  readonly rows: Int32Array;
  readonly figures: readonly NodeFigure[];
  readonly categories: readonly NodeCategory[];
  readonly labels: NodeLabels | undefined;
  /** Text columns of so many words that no share would tell anything. */
  readonly skipped: readonly string[];
  /** Rows whose attributes were not known yet. */
  readonly later: number;
}

/** Words of a text column at most. */
const WORDS = 100;
/** Names that speak of outcomes: nobody may make one an attribute of neighbours by oversight. */
const OUTCOME = /^(is|has|was)?_?(label|target|class|y|fraud\w*|default(ed)?|bad|overdue|charged?_?off|outcome|sar)$/i;

/** The column of names. */
export function idName(frame: Frame, id?: string): string {
  return id ?? (frame.names.includes('id') ? 'id' : (frame.names[0] ?? 'id'));
}

/**
 * Reads what is known of nodes at an instant. Outcomes are never attributes unless that is said: a column that is named like one is
 * refused until it is given its part. With an instant, labels need one too.
 *
 * @throws TallyError `GRAPH_COLUMN` for a column that there is not, `GRAPH_LEAK` for what would let a label through.
 */
export function nodesTold(
  frame: Frame,
  { ids, asOf, columns }: { readonly ids: NodeIds; readonly asOf: number | undefined; readonly columns: NodeColumns },
): NodesTold {
  const rows = nodesOf(ids, known(frame, idName(frame, columns.id)));
  const time = columns.time ?? (frame.names.includes('time') ? 'time' : undefined);
  const isLater = laterThan(time === undefined ? undefined : instantsOf(known(frame, time)), asOf);
  const place = { rows, nodes: 'numbers' in ids ? ids.numbers.length : ids.texts.length, isLater };
  const names = attributeNames(frame, columns, time);
  const [figures, categories, skipped]: [NodeFigure[], NodeCategory[], string[]] = [[], [], []];
  for (const name of names) {
    const column = known(frame, name);
    if (column.kind !== 'string') figures.push([asName(name), placed(place, numbersOf(column))]);
    else if (column.dictionary.length > WORDS) skipped.push(name);
    else categories.push({ name: asName(name), words: column.dictionary, codes: placedCodes(place, column.values) });
  }
  const later = rows.reduce((sum, _, row) => sum + Number(isLater(row)), 0);
  return { rows, figures, categories, skipped, later, labels: labelsOf(frame, { place, asOf, columns }) };
}

function known(frame: Frame, name: string): Column {
  const column = findColumn(frame, name);
  if (column !== undefined) return column;
  const near = nearestName(name, frame.names);
  throw new TallyError('GRAPH_COLUMN', `the nodes have no column "${name}"`, {
    hint: near === undefined ? `there are ${frame.names.join(', ')}` : `did you mean "${near}"?`,
  });
}

function laterThan(times: Float64Array | undefined, asOf: number | undefined): (row: number) => boolean {
  return (row) => times !== undefined && asOf !== undefined && !((times[row] as number) <= asOf);
}

function attributeNames(frame: Frame, columns: NodeColumns, time: string | undefined): readonly string[] {
  const { labels, labelTime, groups, attributes, drop = [] } = columns;
  for (const name of drop) known(frame, name);
  if (attributes !== undefined && labels !== undefined && attributes.includes(labels)) {
    throw new TallyError('GRAPH_LEAK', `"${labels}" is to be both label and attribute`, {
      hint: 'an attribute is averaged over neighbours, and with them comes what is to be predicted: leave it out',
    });
  }
  if (attributes !== undefined) return attributes;
  const parts = [idName(frame, columns.id), time, labels, labelTime, groups, ...drop];
  const left = frame.names.filter((name) => !parts.includes(name));
  const outcome = left.find((name) => OUTCOME.test(name));
  if (outcome === undefined) return left;
  throw new TallyError('GRAPH_LEAK', `the column "${outcome}" is named like an outcome`, {
    hint: `say what it is: labels=${outcome}, drop=${outcome}, or attributes=${left.filter((name) => name !== outcome).join(':')}`,
  });
}

interface Place {
  readonly rows: Int32Array;
  readonly nodes: number;
  readonly isLater: (row: number) => boolean;
}

/** Values by node; of several rows of a node the first that says something counts. */
function placed({ rows, nodes, isLater }: Place, values: Float64Array | undefined): Float64Array {
  const byNode = new Float64Array(nodes).fill(NaN);
  rows.forEach((v, row) => {
    if (v >= 0 && !isLater(row) && Number.isNaN(byNode[v])) byNode[v] = values?.[row] ?? NaN;
  });
  return byNode;
}

function placedCodes({ rows, nodes, isLater }: Place, codes: Int32Array): Int32Array {
  const byNode = new Int32Array(nodes).fill(-1);
  rows.forEach((v, row) => {
    if (v >= 0 && !isLater(row) && byNode[v] === -1) byNode[v] = codes[row] as number;
  });
  return byNode;
}

function labelsOf(
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
