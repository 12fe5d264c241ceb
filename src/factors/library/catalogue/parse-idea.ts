import { complain } from '../definition/complaint.ts';
import type { EventFilter, ValueExpression } from '../definition/definition.ts';
import type { Idea } from './idea.ts';
import { measures, type MeasureName } from './measures.ts';

const COMPARISON = /^(\w+)\s*(!=|>=|<=|=|>|<)\s*(\S+)$/;
const LIST = /^(\w+) in (\S+)$/;

/**
 * Reads `name | measure value ? filter | English | 中文`. A value is a column or two with one of + - * / between, a number
 * may stand for the second; a filter is tests joined by &, such as `amount_minor>0 & purpose in rent,travel & !employer`.
 *
 * @throws TallyError `FACTORS_DEFINITION` with the line that is wrong.
 */
export function parseIdea(line: string): Omit<Idea, 'source' | 'entity' | 'tempo'> {
  const [name = '', what = '', en = '', zh = ''] = line.split('|').map((part) => part.trim());
  const path = `idea ${name}`;
  if (!/^[a-z][a-z0-9_]*$/.test(name) || en === '' || zh === '') {
    complain(path, `"${line.trim()}" is no idea`, 'write name | measure value ? filter | English | 中文');
  }
  const [read = '', filter] = what.split('?').map((part) => part.trim());
  const [measure = '', told, second] = read.split(/[\s,]+/);
  if (!Object.hasOwn(measures, measure)) {
    complain(path, `there is no measure "${measure}"`, `take ${Object.keys(measures).join(', ')}`);
  }
  return {
    name,
    measure: measure as MeasureName,
    words: { en, zh },
    ...(told === undefined ? {} : { value: valueFrom(told) }),
    ...(second === undefined ? {} : { second: valueFrom(second) }),
    ...(filter === undefined ? {} : { where: filterFrom(path, filter) }),
  };
}

function valueFrom(text: string): ValueExpression {
  const found = /^(\w+)([-+*/])(\w+)$/.exec(text);
  if (found === null) return /^\d+$/.test(text) ? { constant: Number(text) } : { field: text };
  const [, left = '', op = '+', right = ''] = found;
  return { op: op as '+' | '-' | '*' | '/', of: [valueFrom(left), valueFrom(right)] };
}

function filterFrom(path: string, text: string): EventFilter {
  const parts = text.split('&').map((part) => testFrom(path, part.trim()));
  return parts.length === 1 ? (parts[0] as EventFilter) : { and: parts };
}

function testFrom(path: string, text: string): EventFilter {
  if (/^!\w+$/.test(text)) return { field: text.slice(1), missing: true };
  const list = LIST.exec(text);
  if (list !== null) return { field: list[1] ?? '', in: (list[2] ?? '').split(',').map(constant) };
  const found = COMPARISON.exec(text);
  if (found === null) return complain(path, `"${text}" is no test`, 'write column=value, column in a,b or !column');
  const [, field = '', op = '=', value = ''] = found;
  return { field, op: op as '=' | '!=' | '>' | '>=' | '<' | '<=', value: constant(value) };
}

const constant = (text: string): string | number => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
