import { DAY_MS } from '#base';
import type { AsOf, EventAggregate, FactorAggregate, FactorCondition } from './definition.ts';
import type { EntityChain, EventColumns, FieldColumn } from './event-columns.ts';

/** A compiled aggregate: its value for a key at an instant, NaN when there is none. */
export type Evaluate = (key: number, asOf: AsOf) => number;

type RowTest = (row: number) => boolean;

/** Compiles one aggregate against its columns. */
export function compileAggregate(spec: EventAggregate, columns: EventColumns): Evaluate {
  const chain = columns.addChain(spec.entity);
  const field = spec.field === undefined ? undefined : columns.addField(spec.field);
  const test = compileCondition(spec.where, columns);
  const windowMs = spec.windowDays === undefined ? Infinity : spec.windowDays * DAY_MS;
  const visit = visitor({ columns, chain, test, windowMs });
  const fold = compileFold(spec.aggregate, { columns, field, visit });
  const ofNothing = fold(-1, { at: 0 });
  // Most entries of a contact book never did anything here.
  return (key, asOf) => (key < 0 || chain.heads.get(key) < 0 ? ofNothing : fold(key, asOf));
}

/** Walks the visible rows of a key, newest record first, until `each` returns false. */
type Visit = (key: number, asOf: AsOf, each: (row: number) => boolean) => void;

interface VisitorParts {
  readonly columns: EventColumns;
  readonly chain: EntityChain;
  readonly test: RowTest;
  readonly windowMs: number;
}

function visitor({ columns, chain, test, windowMs }: VisitorParts): Visit {
  const { occurredAt, recordedAt, offsets } = columns;
  return (key, { at, offset = Infinity }, each) => {
    const start = at - windowMs;
    for (let row = key < 0 ? -1 : chain.heads.get(key); row >= 0; row = chain.prev.get(row)) {
      const recorded = recordedAt.values[row] ?? NaN;
      // Nothing happens after it is recorded, so every older record lies before the window too.
      if (recorded <= start) return;
      if (recorded > at || (offsets.values[row] ?? 0) > offset) continue;
      const occurred = occurredAt.values[row] ?? NaN;
      if (occurred <= start || occurred > at || !test(row)) continue;
      if (!each(row)) return;
    }
  };
}

function compileCondition(condition: FactorCondition | undefined, columns: EventColumns): RowTest {
  if (condition === undefined) return () => true;
  const { path, op, value } = condition;
  const column = columns.addField({ path });
  const wanted = (): number => (typeof value === 'string' ? column.texts.find(value) : Number(value));
  const read = (row: number): number => column.values.values[row] ?? NaN;
  switch (op) {
    case '=':
      return (row) => read(row) === wanted();
    case '!=':
      return (row) => read(row) === read(row) && read(row) !== wanted();
    case '>':
      return (row) => read(row) > wanted();
    case '>=':
      return (row) => read(row) >= wanted();
    case '<':
      return (row) => read(row) < wanted();
    case '<=':
      return (row) => read(row) <= wanted();
  }
}

interface FoldParts {
  readonly columns: EventColumns;
  readonly field: FieldColumn | undefined;
  readonly visit: Visit;
}

function compileFold(kind: FactorAggregate, { columns, field, visit }: FoldParts): Evaluate {
  const value = (row: number): number => field?.values.values[row] ?? NaN;
  switch (kind) {
    case 'count':
      return (key, asOf) => {
        let count = 0;
        visit(key, asOf, () => ++count > 0);
        return count;
      };
    case 'sum':
    case 'mean':
      return sumOrMean(kind, value, visit);
    case 'min':
      return extreme(value, visit, (candidate, best) => candidate < best);
    case 'max':
      return extreme(value, visit, (candidate, best) => candidate > best);
    case 'distinct':
      return distinct(value, visit);
    case 'last':
      return (key, asOf) => {
        const row = edgeRow({ columns, visit, key, asOf, latest: true });
        return row < 0 ? NaN : value(row);
      };
    case 'first':
      return (key, asOf) => {
        const row = edgeRow({ columns, visit, key, asOf, latest: false });
        return row < 0 ? NaN : value(row);
      };
    case 'days_since_last':
      return since(columns, visit, true);
    case 'days_since_first':
      return since(columns, visit, false);
  }
}

function sumOrMean(kind: 'sum' | 'mean', value: (row: number) => number, visit: Visit): Evaluate {
  return (key, asOf) => {
    let sum = 0;
    let count = 0;
    visit(key, asOf, (row) => {
      const x = value(row);
      if (x === x) {
        sum += x;
        count++;
      }
      return true;
    });
    if (kind === 'sum') return sum;
    return count === 0 ? NaN : sum / count;
  };
}

function extreme(value: (row: number) => number, visit: Visit, better: (a: number, b: number) => boolean): Evaluate {
  return (key, asOf) => {
    let best = NaN;
    visit(key, asOf, (row) => {
      const x = value(row);
      if (x === x && (best !== best || better(x, best))) best = x;
      return true;
    });
    return best;
  };
}

/** Counts different values; a sorted copy beats a hash set for the few dozen rows that a key has in a window. */
function distinct(value: (row: number) => number, visit: Visit): Evaluate {
  return (key, asOf) => {
    const seen: number[] = [];
    const many = new Set<number>();
    visit(key, asOf, (row) => {
      const x = value(row);
      if (x !== x) return true;
      if (seen.length < 16) {
        if (!seen.includes(x)) seen.push(x);
      } else {
        many.add(x);
      }
      return true;
    });
    for (const x of seen) many.delete(x);
    return seen.length + many.size;
  };
}

interface EdgeQuery {
  readonly columns: EventColumns;
  readonly visit: Visit;
  readonly key: number;
  readonly asOf: AsOf;
  readonly latest: boolean;
}

/** The row that happened last (or first); equal times go to the later (or earlier) record. */
function edgeRow({ columns, visit, key, asOf, latest }: EdgeQuery): number {
  let best = -1;
  let bestAt = latest ? -Infinity : Infinity;
  visit(key, asOf, (row) => {
    // An older record happened no later than it was recorded: it cannot beat what was found already.
    if (latest && (columns.recordedAt.values[row] ?? 0) < bestAt) return false;
    const at = columns.occurredAt.values[row] ?? NaN;
    if (latest ? at > bestAt : at <= bestAt) {
      best = row;
      bestAt = at;
    }
    return true;
  });
  return best;
}

function since(columns: EventColumns, visit: Visit, latest: boolean): Evaluate {
  return (key, asOf) => {
    const row = edgeRow({ columns, visit, key, asOf, latest });
    return row < 0 ? NaN : (asOf.at - (columns.occurredAt.values[row] ?? NaN)) / DAY_MS;
  };
}
