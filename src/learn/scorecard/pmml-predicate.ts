import { TallyError } from '#base';
import type { XmlElement } from './xml.ts';

/** A predicate on one field as a function; undefined = unknown, as PMML has it for missing values. */
export interface Predicate {
  readonly fields: ReadonlySet<string>;
  /** Values that the predicate compares with as bounds: the least value at which its answer may change. */
  readonly cuts: readonly number[];
  /** Values that it compares with for equality. */
  readonly values: readonly string[];
  test(value: number | string | null): boolean | undefined;
}

/**
 * Reads a PMML predicate: simple, set, compound, true and false.
 *
 * @throws TallyError `LEARN_PMML_UNSUPPORTED` for others.
 */
export function readPredicate(element: XmlElement): Predicate {
  switch (element.name) {
    case 'True':
    case 'False':
      return { fields: new Set(), cuts: [], values: [], test: () => element.name === 'True' };
    case 'SimplePredicate':
      return simplePredicate(element);
    case 'SimpleSetPredicate':
      return setPredicate(element);
    case 'CompoundPredicate':
      return compoundPredicate(element);
    default:
      throw unsupported(`the predicate <${element.name}>`);
  }
}

/** The error for what this reader does not know. */
export function unsupported(what: string): TallyError {
  return new TallyError('LEARN_PMML_UNSUPPORTED', `the scorecard uses ${what}`, {
    hint: 'characteristics must read one field each through simple, set or compound predicates and plain scores',
  });
}

function fieldOf(element: XmlElement): ReadonlySet<string> {
  return new Set([element.attributes['field'] ?? '']);
}

function simplePredicate(element: XmlElement): Predicate {
  const { operator = '', value = '' } = element.attributes;
  const fields = fieldOf(element);
  if (operator === 'isMissing') return { fields, cuts: [], values: [], test: (given) => given === null };
  if (operator === 'isNotMissing') return { fields, cuts: [], values: [], test: (given) => given !== null };
  const bound = Number(value);
  const present = (test: (given: number) => boolean) => (given: number | string | null) =>
    given === null ? undefined : test(Number(given));
  switch (operator) {
    case 'equal':
      return {
        fields,
        cuts: [],
        values: [value],
        test: (given) => (given === null ? undefined : isSame(given, value)),
      };
    case 'notEqual':
      return {
        fields,
        cuts: [],
        values: [value],
        test: (given) => (given === null ? undefined : !isSame(given, value)),
      };
    case 'lessThan':
      return { fields, cuts: [bound], values: [], test: present((given) => given < bound) };
    case 'lessOrEqual':
      return { fields, cuts: [nextUp(bound)], values: [], test: present((given) => given <= bound) };
    case 'greaterThan':
      return { fields, cuts: [nextUp(bound)], values: [], test: present((given) => given > bound) };
    case 'greaterOrEqual':
      return { fields, cuts: [bound], values: [], test: present((given) => given >= bound) };
    default:
      throw unsupported(`the operator "${operator}"`);
  }
}

function isSame(given: number | string, value: string): boolean {
  return typeof given === 'number' ? given === Number(value) : given === value;
}

function setPredicate(element: XmlElement): Predicate {
  const list = element.children.find(({ name }) => name === 'Array')?.text ?? '';
  const values = [...list.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll(String.raw`\"`, '"') ?? bare ?? '',
  );
  const isIn = element.attributes['booleanOperator'] !== 'isNotIn';
  const test = (given: number | string | null): boolean | undefined =>
    given === null ? undefined : values.some((value) => isSame(given, value)) === isIn;
  return { fields: fieldOf(element), cuts: [], values, test };
}

function compoundPredicate(element: XmlElement): Predicate {
  const parts = element.children.filter(({ name }) => name !== 'Extension').map(readPredicate);
  const operator = element.attributes['booleanOperator'] ?? '';
  return {
    fields: new Set(parts.flatMap(({ fields }) => [...fields])),
    cuts: parts.flatMap(({ cuts }) => cuts),
    values: parts.flatMap(({ values }) => values),
    test: (given) =>
      combine(
        operator,
        parts.map((part) => part.test(given)),
      ),
  };
}

/** Three-valued logic of PMML. */
function combine(operator: string, answers: readonly (boolean | undefined)[]): boolean | undefined {
  switch (operator) {
    case 'and':
      return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
    case 'or':
      return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
    case 'xor':
      return answers.includes(undefined) ? undefined : answers.filter((answer) => answer === true).length % 2 === 1;
    case 'surrogate':
      return answers.find((answer) => answer !== undefined);
    default:
      throw unsupported(`the combination "${operator}"`);
  }
}

/** The next larger double: "at most v" is "less than the next of v". */
function nextUp(value: number): number {
  const bits = new BigInt64Array(1);
  const numbers = new Float64Array(bits.buffer);
  numbers[0] = value + 0;
  if (value === 0) return Number.MIN_VALUE;
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return numbers[0] as number;
}
