import { aggregateNames, aggregateOf } from '../aggregates/index.ts';
import { complain, objectAt, onlyFields, textAt } from './complaint.ts';
import type { ComputedFactor, LibraryFactor, WindowFactor } from './definition.ts';
import { parseFilter } from './parse-filter.ts';
import { parseParameters } from './parse-parameters.ts';
import { parseTags, TAG_FIELDS } from './parse-tags.ts';
import { parseValue } from './parse-value.ts';
import { parseWindow } from './parse-window.ts';

const WINDOW_FIELDS = ['entity', 'source', 'where', 'value', 'second', 'aggregate', 'window', 'parameters'];
const OPERATIONS: readonly ComputedFactor['op'][] = ['ratio', 'difference', 'product', 'sum', 'log', 'at_least'];

/**
 * Reads definitions: `{"factors": [...]}` or the list alone. See the room's README for the fields.
 *
 * @throws TallyError `FACTORS_DEFINITION` with the path of what is wrong and how it should look.
 */
export function parseDefinitions(json: unknown): readonly LibraryFactor[] {
  const list = Array.isArray(json) ? json : objectAt('definitions', json)['factors'];
  if (!Array.isArray(list) || list.length === 0) {
    return complain('factors', 'there is no list of factors', 'write {"factors": [{"name": ..., ...}]}');
  }
  const known = new Set<string>();
  return list.map((item, index) => {
    const given = objectAt(`factors[${index}]`, item);
    const name = textAt(`factors[${index}].name`, given['name']);
    const path = `factor ${name}`;
    if (known.has(name)) complain(path, 'its name is used twice', 'give every factor a name of its own');
    const factor = given['op'] === undefined ? parseWindowFactor(path, given) : parseComputed(path, given, known);
    known.add(name);
    return factor;
  });
}

function parseWindowFactor(path: string, given: Readonly<Record<string, unknown>>): WindowFactor {
  onlyFields(path, given, [...TAG_FIELDS, ...WINDOW_FIELDS]);
  const aggregate = textAt(`${path}.aggregate`, given['aggregate']);
  const spec = aggregateOf(aggregate);
  if (spec === undefined) {
    return complain(`${path}.aggregate`, `there is no aggregate "${aggregate}"`, `take ${aggregateNames.join(', ')}`);
  }
  if (spec.input !== 'events' && given['value'] === undefined) {
    complain(path, `${aggregate} needs a "value"`, 'name the column to aggregate');
  }
  if (spec.pairs && given['second'] === undefined) complain(path, `${aggregate} needs a "second"`, 'name its column');
  const part = <T>(name: string, read: (path: string, json: unknown) => T): Record<string, T> =>
    given[name] === undefined ? {} : { [name]: read(`${path}.${name}`, given[name]) };
  return {
    kind: 'window',
    ...parseTags(path, given),
    entity: textAt(`${path}.entity`, given['entity']),
    ...part('source', textAt),
    ...part('where', parseFilter),
    ...part('value', parseValue),
    ...(spec.pairs ? part('second', parseValue) : {}),
    aggregate,
    window: parseWindow(`${path}.window`, given['window']),
    parameters: parseParameters(`${path}.parameters`, given['parameters']),
  };
}

function parseComputed(
  path: string,
  given: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>,
): ComputedFactor {
  onlyFields(path, given, [...TAG_FIELDS, 'op', 'of']);
  const op = OPERATIONS.find((name) => name === given['op']);
  if (op === undefined) return complain(`${path}.op`, 'is no operation', `operations are ${OPERATIONS.join(', ')}`);
  const of: unknown = given['of'];
  const arity = op === 'log' ? 1 : 2;
  if (!Array.isArray(of) || of.length !== arity)
    return complain(`${path}.of`, `${op} needs ${arity} operands`, 'list them');
  for (const operand of of) {
    if (typeof operand === 'number' && Number.isFinite(operand)) continue;
    if (known.has(String(operand))) continue;
    complain(`${path}.of`, `"${String(operand)}" is not defined before it`, 'define operands first, or write numbers');
  }
  return { kind: 'computed', ...parseTags(path, given), op, of };
}
