import type { ValueExpression } from '../definition/definition.ts';
import type { EventColumn } from '../event-table.ts';
import { settled } from '../settled.ts';
import { compileFilter } from './compile-filter.ts';

/** The value of a row of the table, NaN when missing. */
export type RowValue = (row: number) => number;

/** Compiles a value against columns. */
export function compileValue(value: ValueExpression, columns: ReadonlyMap<string, EventColumn>): RowValue {
  if ('constant' in value) return () => value.constant;
  if ('field' in value) {
    const values = columns.get(value.field)?.values ?? new Float64Array(0);
    return (row) => values[row] as number;
  }
  if ('when' in value) {
    const [test, take] = [compileFilter(value.when, columns), compileValue(value.take, columns)];
    return (row) => (test(row) ? take(row) : NaN);
  }
  const [a = () => NaN, b = () => NaN] = value.of.map((part) => compileValue(part, columns));
  switch (value.op) {
    case '+':
      return (row) => settled(a(row) + b(row));
    case '-':
      return (row) => settled(a(row) - b(row));
    case '*':
      return (row) => settled(a(row) * b(row));
    case '/':
      return (row) => settled(a(row) / b(row));
    case 'abs':
      return (row) => Math.abs(a(row));
  }
}
