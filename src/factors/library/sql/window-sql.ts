import type { WindowFactor } from '../definition/definition.ts';
import type { DialectWords } from './dialect.ts';
import { filterSql, valueSql } from './row-sql.ts';

/*
 * The tables that the text reads: `events` with the columns of the definitions and _occurred, _recorded (milliseconds
 * since 1970, doubles), _position (place in the file) and _kind; `labels` with the keys and _row, _as_of, _position.
 */

/** One row for each label with rows in the window: lists of values and instants, newest first. */
export function windowListsSql(words: DialectWords, factor: WindowFactor): string {
  const { entity, source, where, value, second, window } = factor;
  const { offsetMs, lengthMs, last, skip } = window;
  const tests = [
    `e._occurred <= l._as_of - ${words.number(offsetMs)}`,
    ...(lengthMs === Infinity
      ? []
      : [`e._occurred > l._as_of - ${words.number(offsetMs)} - ${words.number(lengthMs)}`]),
    '(e._occurred < l._as_of or e._position <= l._position)',
    '(e._recorded < l._as_of or (e._recorded = l._as_of and e._position <= l._position))',
    ...(source === undefined ? [] : [`e._kind = ${words.constant(source)}`]),
    ...(where === undefined ? [] : [filterSql(words, where)]),
  ];
  const columns = [
    ...(value === undefined ? [] : [`${valueSql(words, value)} as v`]),
    ...(second === undefined ? [] : [`${valueSql(words, second)} as w`]),
  ];
  const isCut = last !== Infinity || skip > 0;
  const place = 'row_number() over (partition by l._row order by e._occurred desc, e._position desc) as place';
  const inner = ['l._row', 'l._as_of', 'e._occurred', 'e._position', ...columns, ...(isCut ? [place] : [])].join(', ');
  const key = words.name(entity);
  const rows = `select ${inner}\n    from labels l join events e on e.${key} = l.${key}\n    where ${tests.join('\n      and ')}`;
  const kept = [
    ...(value === undefined ? [] : ['v is not null']),
    ...(second === undefined ? [] : ['w is not null']),
    ...(isCut ? [`place > ${skip}`] : []),
    ...(last === Infinity ? [] : [`place <= ${skip + last}`]),
  ];
  const order = { time: '_occurred', position: '_position' };
  const lists = [
    `max(_as_of) - ${words.number(offsetMs)} as _end`,
    ...(value === undefined ? [] : [`${words.gather('v', order)} as v`]),
    ...(second === undefined ? [] : [`${words.gather('w', order)} as w`]),
    `${words.gather('_occurred', order)} as t`,
  ];
  const filter = kept.length === 0 ? '' : `\n  where ${kept.join(' and ')}`;
  return `select _row, ${lists.join(', ')}\n  from (${rows}) r${filter}\n  group by _row`;
}
