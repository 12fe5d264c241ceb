import type { RowWrite, SqlValue, WriteUnit } from './unit.ts';

/**
 * Merges the writes of many units into few statements. Rows of one table keep their order: rows with the same mode and
 * columns join the table's last statement, anything else starts a new one. The order between tables is not kept, so
 * tables have no foreign keys on each other.
 */
export function mergeUnits(units: readonly WriteUnit[]): RowWrite[] {
  const merged: RowWrite[][] = [];
  const last = new Map<string, RowWrite[]>();
  for (const unit of units) {
    for (const write of unit.writes) {
      const open = last.get(write.table.name);
      if (open?.[0] && canJoin(open[0], write)) {
        open.push(write);
        continue;
      }
      const group = [write];
      merged.push(group);
      last.set(write.table.name, group);
    }
  }
  return merged.map(joinWrites);
}

function canJoin(a: RowWrite, b: RowWrite): boolean {
  return a.mode === b.mode && a.names.length === b.names.length && a.names.every((name, i) => name === b.names[i]);
}

function joinWrites(group: readonly RowWrite[]): RowWrite {
  const first = group[0] as RowWrite;
  const count = group.reduce((sum, write) => sum + write.count, 0);
  const columns =
    group.length === 1 ? first.columns : first.names.map((_, i) => group.flatMap((write) => write.columns[i] ?? []));
  const joined = { ...first, columns, count };
  return first.mode === 'insert' || first.mode === 'insert-ignore' || count === 1 ? joined : onePerKey(joined);
}

/** A statement may touch a row once: the last row of a key stays, sums of `add` are added up. */
function onePerKey(write: RowWrite): RowWrite {
  const keyColumns = write.table.key.map((name) => write.columns[write.names.indexOf(name)] ?? []);
  const slots = new Map<string, number>();
  const columns: SqlValue[][] = write.columns.map(() => []);
  const sums = write.names.map((name) => write.mode === 'add' && write.table.sums.includes(name));
  for (let row = 0; row < write.count; row++) {
    const key = JSON.stringify(keyColumns.map((column) => String(column[row])));
    const slot = slots.get(key);
    if (slot === undefined) slots.set(key, slots.size);
    const at = slot ?? slots.size - 1;
    for (let i = 0; i < columns.length; i++) {
      const value = write.columns[i]?.[row];
      const held = columns[i] as SqlValue[];
      held[at] = slot !== undefined && sums[i] === true ? addValues(held[at], value) : value;
    }
  }
  return { ...write, columns, count: slots.size };
}

function addValues(a: SqlValue, b: SqlValue): SqlValue {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return BigInt(a as number | bigint) + BigInt(b as number | bigint);
}
