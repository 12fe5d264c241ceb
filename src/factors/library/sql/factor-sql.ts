import { TallyError, canonicalJson } from '#base';
import { aggregateOf } from '../aggregates/index.ts';
import type { ComputedFactor, LibraryFactor, WindowFactor } from '../definition/definition.ts';
import type { DialectWords, SqlDialect } from './dialect.ts';
import type { ListSql } from './list-sql.ts';
import { windowListsSql } from './window-sql.ts';
import { wordsOf } from './words-of.ts';

/** True when SQL can express the factor itself; sketches have no form there. */
export function hasSql(factor: LibraryFactor): boolean {
  return factor.kind === 'computed' || aggregateOf(factor.aggregate)?.sql !== undefined;
}

/** Windows that share their lists have one text. */
export function listsKey({ entity, source, where, value, second, window }: WindowFactor): string {
  const { lengthMs, last, ...rest } = window;
  return canonicalJson([
    entity,
    source,
    where,
    value,
    second,
    { ...rest, length: String(lengthMs), last: String(last) },
  ]);
}

/**
 * A query that answers one row a label, in the order of the labels: `_row` and a column a factor. Factors that computed
 * ones stand on are worked in.
 *
 * @throws TallyError `FACTORS_NO_SQL` for sketches.
 */
export function factorSql(dialect: SqlDialect, wanted: readonly string[], factors: readonly LibraryFactor[]): string {
  const words = wordsOf(dialect);
  const named = new Map(factors.map((factor) => [factor.name, factor]));
  const bases = basesOf(wanted, named);
  const sets = new Map<string, WindowFactor[]>();
  for (const factor of bases) sets.set(listsKey(factor), [...(sets.get(listsKey(factor)) ?? []), factor]);
  const places = new Map<string, string>();
  const texts = [...sets.values()].flatMap((set, s) => {
    set.forEach((factor, f) => places.set(factor.name, `s${s}.f${f}`));
    const values = set.map((factor, f) => `${aggregateSql(words, factor)} as f${f}`).join(',\n    ');
    const mean = set.some(needsMean) ? `, ${words.sum('v')} / ${words.length('v')} as mean` : '';
    const counted = `select *, ${words.length('t')} as n${mean} from w${s}`;
    return [
      `w${s} as (\n  ${windowListsSql(words, set[0] as WindowFactor)}\n)`,
      `s${s} as (\n  select _row,\n    ${values}\n  from (${counted}) lists\n)`,
    ];
  });
  const columns = wanted.map((name) => `${valueOf(words, name, { named, places })} as ${words.name(name)}`);
  const joins = [...sets.keys()].map((_, s) => `\nleft join s${s} on s${s}._row = l._row`).join('');
  const about =
    '-- events: columns, _occurred, _recorded (ms since 1970), _position, _kind; labels: keys, _row, _as_of, _position';
  return `${about}\nwith ${texts.join(',\n')}\nselect l._row, ${columns.join(',\n  ')}\nfrom labels l${joins}\norder by l._row`;
}

function needsMean({ aggregate }: WindowFactor): boolean {
  return aggregateOf(aggregate)?.input === 'number';
}

function basesOf(wanted: readonly string[], named: ReadonlyMap<string, LibraryFactor>): WindowFactor[] {
  const found = new Map<string, WindowFactor>();
  const visit = (name: string): void => {
    const factor = named.get(name);
    if (factor?.kind === 'window') found.set(name, factor);
    for (const operand of factor?.kind === 'computed' ? factor.of : []) if (typeof operand === 'string') visit(operand);
  };
  wanted.forEach(visit);
  return [...found.values()];
}

function aggregateSql(words: DialectWords, { name, aggregate, parameters }: WindowFactor): string {
  const sql = aggregateOf(aggregate)?.sql;
  if (sql === undefined) {
    throw new TallyError('FACTORS_NO_SQL', `factor "${name}" takes ${aggregate}, a sketch that SQL cannot express`, {
      hint: 'run it with the columnar or the reference engine, or take the exact aggregate',
    });
  }
  const lists: ListSql = { ...words, v: 'v', w: 'w', t: 't', n: 'n', mean: 'mean', end: '_end' };
  return `cast(${sql(lists, parameters)} as ${words.double === 'float8' ? 'double precision' : words.double})`;
}

interface Known {
  readonly named: ReadonlyMap<string, LibraryFactor>;
  readonly places: ReadonlyMap<string, string>;
}

function valueOf(words: DialectWords, name: string, known: Known): string {
  const factor = known.named.get(name) as LibraryFactor;
  if (factor.kind === 'computed') return computedSql(words, factor, known);
  const place = known.places.get(name) ?? '';
  const empty = aggregateOf(factor.aggregate)?.empty;
  if (empty === undefined) return place;
  const isAsked = `l.${words.name(factor.entity)} is not null and l._as_of is not null`;
  return `case when ${isAsked} then coalesce(${place}, ${words.number(empty)}) end`;
}

function computedSql(words: DialectWords, { op, of }: ComputedFactor, known: Known): string {
  const [a = '', b = ''] = of.map((operand) =>
    typeof operand === 'number' ? words.number(operand) : `(${valueOf(words, operand, known)})`,
  );
  switch (op) {
    case 'ratio':
      return `${a} / nullif(${b}, 0)`;
    case 'difference':
      return `${a} - ${b}`;
    case 'product':
      return `${a} * ${b}`;
    case 'sum':
      return `${a} + ${b}`;
    case 'log':
      return `case when ${a} > 0 then ${words.log(a)} end`;
    case 'at_least':
      return `case when ${a} >= ${b} then ${words.number(1)} when ${a} < ${b} then ${words.number(0)} end`;
  }
}
