import { doubleQuoted, quotedText, variables, type DialectWords } from './dialect.ts';

const double = (x: string): string => `cast(${x} as double)`;
const whole = (x: string): string => `cast(${x} as bigint)`;

/** DuckDB 1.3 or later: lists and lambdas. */
export function duckDbWords(): DialectWords {
  const fresh = variables('x');
  const each = (call: string, list: string, body: (item: string) => string): string => {
    const item = fresh();
    return `${call}(${list}, lambda ${item}: ${body(item)})`;
  };
  const often = (list: string, item: string): string => `len(${each('list_filter', list, (x) => `${x} = ${item}`)})`;
  const words: DialectWords = {
    double: 'double',
    name: doubleQuoted,
    gather: (item, { time, position }) => `list(${item} order by ${time} desc, ${position} desc)`,
    sum: (list) => {
      const [a, b] = [fresh(), fresh()];
      return `list_reduce(list_prepend(${double('0')}, ${list}), lambda ${a}, ${b}: ${a} + ${b})`;
    },
    map: (list, value) => each('list_transform', list, value),
    index: (count, value) => each('list_transform', `range(1, ${whole(count)} + 1)`, (i) => value(double(i))),
    filter: (list, test) => each('list_filter', list, test),
    at: (list, place) => `list_extract(${list}, ${whole(place)})`,
    head: (list, size) => `list_slice(${list}, 1, ${whole(size)})`,
    tail: (list, size) => `list_slice(list_reverse(${list}), 1, ${size})`,
    list: (item) => `[${item}]`,
    concat: (...lists) => lists.reduce((a, b) => `list_concat(${a}, ${b})`),
    length: (list) => double(`len(${list})`),
    sort: (list) => `list_sort(${list})`,
    min: (list) => `list_min(${list})`,
    max: (list) => `list_max(${list})`,
    distinct: (list) => double(`len(list_distinct(${list}))`),
    counts: (list) => `list_sort(${each('list_transform', `list_distinct(${list})`, (d) => double(often(list, d)))})`,
    ranked: (list) => {
      const counted = each('list_transform', `list_distinct(${list})`, (d) => `{'c': -${often(list, d)}, 'd': ${d}}`);
      return each('list_transform', `list_sort(${counted})`, (item) => `${item}.d`);
    },
    pair: (a, b) => `concat(cast(${a} as varchar), chr(31), cast(${b} as varchar))`,
    when: (test, value, otherwise) => `case when ${test} then ${value} else ${otherwise} end`,
    floor: (x) => `floor(${x})`,
    sqrt: (x) => `sqrt(${x})`,
    log: (x) => `ln(${x})`,
    exp: (x) => `exp(${x})`,
    number: (x) => (String(x).includes('e') ? String(x) : `${x}e0`),
    constant: (value) => (typeof value === 'string' ? quotedText(value) : words.number(value)),
  };
  return words;
}
