import { variables, type DialectWords } from './dialect.ts';

const double = (x: string): string => `cast(${x} as double)`;
const whole = (x: string): string => `cast(${x} as int)`;

/** Spark SQL 3.4 or later: arrays and higher-order functions. */
export function sparkWords(): DialectWords {
  const fresh = variables('x');
  const each = (call: string, list: string, body: (item: string) => string): string => {
    const item = fresh();
    return `${call}(${list}, ${item} -> ${body(item)})`;
  };
  const often = (list: string, item: string): string => `size(${each('filter', list, (x) => `${x} = ${item}`)})`;
  const words: DialectWords = {
    double: 'double',
    name: (text) => `\`${text.replaceAll('`', '``')}\``,
    gather: (item, { time, position }) => {
      const row = `struct(-${time} as t, -${position} as p, ${item} as v)`;
      return each('transform', `array_sort(collect_list(${row}))`, (x) => `${x}.v`);
    },
    sum: (list) => {
      const [a, b] = [fresh(), fresh()];
      return `aggregate(${list}, 0D, (${a}, ${b}) -> ${a} + ${b})`;
    },
    map: (list, value) => each('transform', list, value),
    index: (count, value) => {
      const filled = each('transform', `sequence(1, ${whole(count)})`, (i) => value(double(i)));
      return `case when ${count} >= 1 then ${filled} else array() end`;
    },
    filter: (list, test) => each('filter', list, test),
    at: (list, place) => `get(${list}, ${whole(place)} - 1)`,
    head: (list, size) => `slice(${list}, 1, ${whole(size)})`,
    tail: (list, size) => `slice(reverse(${list}), 1, ${size})`,
    list: (item) => `array(${item})`,
    concat: (...lists) => `concat(${lists.join(', ')})`,
    length: (list) => double(`size(${list})`),
    sort: (list) => `array_sort(${list})`,
    min: (list) => `array_min(${list})`,
    max: (list) => `array_max(${list})`,
    distinct: (list) => double(`size(array_distinct(${list}))`),
    counts: (list) => `array_sort(${each('transform', `array_distinct(${list})`, (d) => double(often(list, d)))})`,
    ranked: (list) => {
      const counted = each('transform', `array_distinct(${list})`, (d) => `struct(-${often(list, d)} as c, ${d} as d)`);
      return each('transform', `array_sort(${counted})`, (item) => `${item}.d`);
    },
    pair: (a, b) => `concat(cast(${a} as string), char(31), cast(${b} as string))`,
    when: (test, value, otherwise) => `case when ${test} then ${value} else ${otherwise} end`,
    floor: (x) => double(`floor(${x})`),
    sqrt: (x) => `sqrt(${x})`,
    log: (x) => `ln(${x})`,
    exp: (x) => `exp(${x})`,
    number: (x) => `${x}D`,
    constant: (value) => (typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : words.number(value)),
  };
  return words;
}
