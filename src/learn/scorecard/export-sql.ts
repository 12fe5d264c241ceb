import { attributesOf, type Attribute } from './attribute.ts';
import type { Characteristic } from './card.ts';
import type { ScorecardModel } from './scorecard-model.ts';

/**
 * A query that scores the rows of a table: its columns, `score` and `probability` of the event. Plain SQL with CASE, double
 * quotes around names; an unknown category scores as missing, as in the model.
 */
export function scorecardSql({ card }: ScorecardModel, { table = 'applications' }: { table?: string } = {}): string {
  const parts = card.characteristics.map((characteristic) => `    + ${caseOf(characteristic)}`);
  return [
    `select s.*, 1 / (1 + exp((s.score - ${literal(card.offset)}) / ${literal(card.factor)})) as probability`,
    'from (',
    '  select t.*,',
    `    ${literal(card.basePoints)}`,
    ...parts,
    '    as score',
    `  from ${quote(table)} t`,
    ') s;',
    '',
  ].join('\n');
}

function caseOf(characteristic: Characteristic): string {
  const column = `t.${quote(characteristic.binning.feature)}`;
  const attributes = attributesOf(characteristic);
  const missing = attributes.at(-1)?.points ?? 0;
  const whens = attributes.slice(0, -1).flatMap((attribute) => whenOf(column, attribute));
  return [`case when ${column} is null then ${literal(missing)}`, ...whens, `else ${literal(missing)} end`].join(' ');
}

function whenOf(column: string, { condition, points }: Attribute): string[] {
  const then = `then ${literal(points)}`;
  switch (condition.kind) {
    case 'range': {
      const [from, to] = [condition.from, condition.to];
      const tests = [
        ...(from === undefined ? [] : [`${column} >= ${literal(from)}`]),
        ...(to === undefined ? [] : [`${column} < ${literal(to)}`]),
      ];
      return [`when ${tests.length === 0 ? `${column} is not null` : tests.join(' and ')} ${then}`];
    }
    case 'codes':
      return [`when ${column} in (${condition.codes.map(literal).join(', ')}) ${then}`];
    case 'categories': {
      const names = condition.names.map((name) => `'${name.replaceAll("'", "''")}'`);
      return names.length === 0 ? [] : [`when ${column} in (${names.join(', ')}) ${then}`];
    }
    case 'missing':
      return [];
  }
}

/** A floating-point literal, so that no dialect computes in decimals or whole numbers. */
function literal(value: number): string {
  const text = String(value);
  const double = text.includes('e') ? text : `${text}e0`;
  return value < 0 ? `(${double})` : double;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
