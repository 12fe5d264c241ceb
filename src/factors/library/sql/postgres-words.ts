import { doubleQuoted, quotedText, variables, type DialectWords } from './dialect.ts';

const double = (x: string): string => `(${x})::float8`;
const whole = (x: string): string => `(${x})::int`;

/** Postgres 15 or later: arrays and sub-queries. */
export function postgresWords(): DialectWords {
  const fresh = variables('x');
  const each = (list: string, body: (item: string) => { readonly value: string; readonly test?: string }): string => {
    const [item, place] = [fresh(), fresh()];
    const { value, test } = body(item);
    const where = test === undefined ? '' : ` where ${test}`;
    return `array(select ${value} from unnest(${list}) with ordinality u(${item}, ${place})${where} order by ${place})`;
  };
  const over = (list: string, value: (item: string) => string): string => {
    const item = fresh();
    return `(select ${value(item)} from unnest(${list}) u(${item}))`;
  };
  const grouped = (list: string, value: (item: string) => string, order: (item: string) => string): string => {
    const item = fresh();
    return `array(select ${value(item)} from unnest(${list}) u(${item}) group by ${item} order by ${order(item)})`;
  };
  const words: DialectWords = {
    double: 'float8',
    name: doubleQuoted,
    gather: (item, { time, position }) => `array_agg(${item} order by ${time} desc, ${position} desc)`,
    sum: (list) => {
      const [item, place] = [fresh(), fresh()];
      const source = `unnest(${list}) with ordinality u(${item}, ${place})`;
      return `(select coalesce(sum(${item} order by ${place}), 0) from ${source})`;
    },
    map: (list, value) => each(list, (item) => ({ value: value(item) })),
    index: (count, value) => {
      const place = fresh();
      return `array(select ${value(double(place))} from generate_series(1, ${whole(count)}) g(${place}) order by ${place})`;
    },
    filter: (list, test) => each(list, (item) => ({ value: item, test: test(item) })),
    at: (list, place) => `(${list})[${whole(place)}]`,
    head: (list, size) => `(${list})[1:${whole(size)}]`,
    tail: (list, size) => {
      const [item, place] = [fresh(), fresh()];
      const source = `unnest(${list}) with ordinality u(${item}, ${place})`;
      return `array(select ${item} from ${source} order by ${place} desc limit ${size})`;
    },
    list: (item) => `array[${double(item)}]`,
    concat: (...lists) => lists.reduce((a, b) => `array_cat(${a}, ${b})`),
    length: (list) => double(`cardinality(${list})`),
    sort: (list) =>
      grouped(
        list,
        (x) => x,
        (x) => x,
      ).replace(/ group by \w+/, ''),
    min: (list) => over(list, (x) => `min(${x})`),
    max: (list) => over(list, (x) => `max(${x})`),
    distinct: (list) => over(list, (x) => double(`count(distinct ${x})`)),
    counts: (list) =>
      grouped(
        list,
        () => double('count(*)'),
        () => 'count(*)',
      ),
    ranked: (list) =>
      grouped(
        list,
        (x) => x,
        (x) => `count(*) desc, ${x}`,
      ),
    pair: (a, b) => `concat((${a})::text, chr(31), (${b})::text)`,
    when: (test, value, otherwise) => `case when ${test} then ${value} else ${otherwise} end`,
    floor: (x) => `floor(${x})`,
    sqrt: (x) => `sqrt(${x})`,
    log: (x) => `ln(${x})`,
    // exp() of a very negative number is an error there, not zero.
    exp: (x) => `case when ${x} < -700 then 0 else exp(${x}) end`,
    number: (x) => double(String(x)),
    constant: (value) => (typeof value === 'string' ? quotedText(value) : words.number(value)),
  };
  return words;
}
