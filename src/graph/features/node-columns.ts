import { TallyError } from '#base';
import type { Frame } from '#table';
import { instantsOf, numbersOf } from '../files/edge-frame.ts';
import { nodesOf, type NodeIds } from '../files/node-ids.ts';
import { asName } from './feature-set.ts';
import { known } from './known-column.ts';
import { labelsOf } from './node-labels.ts';
import { placed, placedCodes } from './placed.ts';
import type { NodeLabels } from './seen-labels.ts';
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
  /** Columns named like an outcome, which are no attributes unless that is said. */
  readonly withheld: readonly string[];
  /** Rows whose attributes were not known yet. */
  readonly later: number;
}

/** Words of a text column at most. */
const WORDS = 100;
/** Names that speak of outcomes: nobody shall make one an attribute of neighbours by oversight. */
const OUTCOME = /^(is|has|was)?_?(label|target|class|y|fraud\w*|default(ed)?|bad|overdue|charged?_?off|outcome|sar)$/i;

/** The column of names. */
export function idName(frame: Frame, id?: string): string {
  return id ?? (frame.names.includes('id') ? 'id' : (frame.names[0] ?? 'id'));
}

/**
 * Reads what is known of nodes at an instant. Outcomes are never attributes unless that is said: a column that is named like one is
 * left out and told. With an instant, labels need one too.
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
  const { names, withheld } = attributeNames(frame, columns, time);
  const [figures, categories, skipped]: [NodeFigure[], NodeCategory[], string[]] = [[], [], []];
  for (const name of names) {
    const column = known(frame, name);
    if (column.kind !== 'string') figures.push([asName(name), placed(place, numbersOf(column))]);
    else if (column.dictionary.length > WORDS) skipped.push(name);
    else categories.push({ name: asName(name), words: column.dictionary, codes: placedCodes(place, column.values) });
  }
  const later = rows.reduce((sum, _, row) => sum + Number(isLater(row)), 0);
  return { rows, figures, categories, skipped, withheld, later, labels: labelsOf(frame, { place, asOf, columns }) };
}

function laterThan(times: Float64Array | undefined, asOf: number | undefined): (row: number) => boolean {
  return (row) => times !== undefined && asOf !== undefined && !((times[row] as number) <= asOf);
}

function attributeNames(
  frame: Frame,
  columns: NodeColumns,
  time: string | undefined,
): { readonly names: readonly string[]; readonly withheld: readonly string[] } {
  const { labels, labelTime, groups, attributes, drop = [] } = columns;
  for (const name of drop) known(frame, name);
  if (attributes !== undefined && labels !== undefined && attributes.includes(labels)) {
    throw new TallyError('GRAPH_LEAK', `"${labels}" is to be both label and attribute`, {
      hint: 'an attribute is averaged over neighbours, and with them comes what is to be predicted: leave it out',
    });
  }
  if (attributes !== undefined) return { names: attributes, withheld: [] };
  const parts = [idName(frame, columns.id), time, labels, labelTime, groups, ...drop];
  const left = frame.names.filter((name) => !parts.includes(name));
  return { names: left.filter((name) => !OUTCOME.test(name)), withheld: left.filter((name) => OUTCOME.test(name)) };
}
