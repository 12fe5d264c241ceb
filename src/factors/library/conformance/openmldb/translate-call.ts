import {
  DEFAULT_PARAMETERS,
  type EventFilter,
  type EventWindow,
  type ValueExpression,
  type WindowFactor,
} from '../../definition/definition.ts';
import type { CaseColumn } from './column-kinds.ts';
import { notApplicable } from './not-applicable.ts';
import { plainName } from './parse-frame.ts';
import type { QueryItem } from './parse-query.ts';

type Call = Extract<QueryItem, { kind: 'aggregate' }>;

/** Their names for our aggregates. */
const NAMES: Readonly<Record<string, string>> = {
  count: 'count',
  sum: 'sum',
  avg: 'mean',
  min: 'min',
  max: 'max',
  distinct_count: 'distinct',
  median: 'median',
  top1_ratio: 'top_share',
  stddev: 'stddev',
  stddev_samp: 'stddev',
  variance: 'variance',
  var_samp: 'variance',
  lag: 'last',
  at: 'last',
  first_value: 'last',
};

const ANY_KIND = ['count', 'distinct', 'top_share'];

/** A factor for an aggregate over a window whose key column is `entity`. */
export function translateCall(
  { call, operands }: Call,
  { name, entity, window }: { readonly name: string; readonly entity: string; readonly window: EventWindow },
  columns: readonly CaseColumn[],
): WindowFactor {
  const isWhere = call.endsWith('_where');
  const aggregate = NAMES[isWhere ? call.slice(0, -6) : call];
  if (aggregate === undefined) return notApplicable(`the function ${call}`);
  const isPlace = call === 'lag' || call === 'at';
  if (operands.length !== (isWhere || isPlace ? 2 : 1)) notApplicable(`${call} with other operands`);
  const [operand = '', other = ''] = operands;
  const column = operand === '*' ? undefined : columns.find((candidate) => candidate.name === plainName(operand));
  if (operand !== '*' && column === undefined) notApplicable('an expression inside an aggregate');
  if (column?.dictionary !== undefined && !ANY_KIND.includes(aggregate)) notApplicable('a text as result');
  return {
    kind: 'window',
    name,
    description: { en: '', zh: '' },
    entity,
    aggregate,
    ...operandOf(column, isWhere ? condition(other, columns) : undefined),
    window: isPlace ? placeWindow(window, other) : window,
    parameters: DEFAULT_PARAMETERS,
  };
}

/** A window of SQL counts rows before a condition is looked at, so the condition is part of the value. */
function operandOf(column: CaseColumn | undefined, when: EventFilter | undefined): Pick<WindowFactor, 'value'> {
  const take: ValueExpression = column === undefined ? { constant: 1 } : { field: column.name };
  if (when !== undefined) return { value: { when, take } };
  return column === undefined ? {} : { value: take };
}

/** `lag(x, n)` is the row n before the current one, whatever the frame. */
function placeWindow(window: EventWindow, text: string): EventWindow {
  if (!/^\d+$/.test(text)) return notApplicable('a place that is no number');
  if (window.offsetMs > 0 || window.skip > 0) notApplicable('lag in a window with an offset');
  return { lengthMs: Infinity, offsetMs: 0, skip: Number(text), last: 1 };
}

function condition(text: string, columns: readonly CaseColumn[]): EventFilter {
  const match = /^([\w{}.`]+) ?(=|!=|<>|>=|<=|>|<) ?("[^"]*"|'[^']*'|-?[\d.]+)$/.exec(text);
  const column = columns.find(({ name }) => name === plainName(match?.[1] ?? text));
  if (column === undefined) return notApplicable('another shape of condition');
  if (match === null) return { field: column.name, op: '=', value: 1 };
  const [, , op = '=', constant = ''] = match;
  const value = /^["']/.test(constant) ? constant.slice(1, -1) : Number(constant);
  return { field: column.name, op: (op === '<>' ? '!=' : op) as '=', value };
}
