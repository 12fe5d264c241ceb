import { complain, objectAt, onlyFields } from './complaint.ts';
import type { ValueExpression } from './definition.ts';
import { parseFilter } from './parse-filter.ts';

const ARITY: Readonly<Record<string, number>> = { '+': 2, '-': 2, '*': 2, '/': 2, abs: 1 };

/** Reads a value: `"amount"` is a column, `5` a constant, `{"op": "*", "of": ["price", "pieces"]}` arithmetic. */
export function parseValue(path: string, json: unknown): ValueExpression {
  if (typeof json === 'string' && json !== '') return { field: json };
  if (typeof json === 'number' && Number.isFinite(json)) return { constant: json };
  const given = objectAt(path, json);
  if (given['when'] !== undefined) {
    onlyFields(path, given, ['when', 'take']);
    return { when: parseFilter(`${path}.when`, given['when']), take: parseValue(`${path}.take`, given['take']) };
  }
  onlyFields(path, given, ['op', 'of']);
  const op = String(given['op']) as '+' | '-' | '*' | '/' | 'abs';
  const arity = ARITY[op];
  if (arity === undefined) complain(`${path}.op`, `"${op}" is no operator`, 'operators are + - * / abs');
  const of = given['of'];
  if (!Array.isArray(of) || of.length !== arity) {
    return complain(`${path}.of`, `"${op}" needs ${arity} operands`, 'write them as a list');
  }
  return { op, of: of.map((part, i) => parseValue(`${path}.of[${i}]`, part)) };
}
