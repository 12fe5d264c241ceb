import { complain, objectAt, onlyFields, textAt } from './complaint.ts';
import type { Comparison, EventFilter } from './definition.ts';

const OPERATORS: readonly Comparison['op'][] = ['=', '!=', '>', '>=', '<', '<='];

/** Reads a filter; every complaint names the path of the part that is wrong. */
export function parseFilter(path: string, json: unknown): EventFilter {
  const given = objectAt(path, json);
  for (const word of ['and', 'or'] as const) {
    if (given[word] === undefined) continue;
    onlyFields(path, given, [word]);
    const parts = listAt(`${path}.${word}`, given[word]).map((part, i) => parseFilter(`${path}.${word}[${i}]`, part));
    return word === 'and' ? { and: parts } : { or: parts };
  }
  if (given['not'] !== undefined) {
    onlyFields(path, given, ['not']);
    return { not: parseFilter(`${path}.not`, given['not']) };
  }
  return parseTest(path, given);
}

function parseTest(path: string, given: Readonly<Record<string, unknown>>): EventFilter {
  const field = textAt(`${path}.field`, given['field']);
  if (given['in'] !== undefined) {
    onlyFields(path, given, ['field', 'in']);
    return { field, in: listAt(`${path}.in`, given['in']).map((value) => constantAt(`${path}.in`, value)) };
  }
  if (given['missing'] !== undefined) {
    onlyFields(path, given, ['field', 'missing']);
    if (typeof given['missing'] === 'boolean') return { field, missing: given['missing'] };
    return complain(`${path}.missing`, 'is neither true nor false', 'true counts events without the field');
  }
  onlyFields(path, given, ['field', 'op', 'value']);
  const op = OPERATORS.find((name) => name === given['op']);
  if (op === undefined) {
    const hint = `operators are ${OPERATORS.join(' ')}; or give "in", "missing", "and", "or", "not"`;
    return complain(`${path}.op`, `${JSON.stringify(given['op'])} is no operator`, hint);
  }
  const value = constantAt(`${path}.value`, given['value']);
  if (typeof value === 'string' && op !== '=' && op !== '!=') {
    complain(`${path}.op`, `"${op}" does not compare texts`, 'texts are compared with = and !=, or listed with "in"');
  }
  return { field, op, value };
}

function listAt(path: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  return complain(path, 'is not a list with members', 'write [..., ...]');
}

function constantAt(path: string, value: unknown): string | number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value;
  return complain(path, `${JSON.stringify(value)} is no constant`, 'write a text, a finite number, true or false');
}
