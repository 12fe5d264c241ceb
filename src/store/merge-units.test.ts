import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeArray } from './encode-array.ts';
import { mergeUnits } from './merge-units.ts';
import { defineTable } from './table.ts';
import { createUnit, type RowWrite, rowWrite, type WriteUnit } from './unit.ts';

const table = defineTable('t', {
  columns: { tenant: 'text', id: 'text', n: 'int8' },
  key: ['tenant', 'id'],
  sums: ['n'],
});
const operation = fc.record({
  mode: fc.constantFrom('upsert', 'add', 'delete', 'insert-ignore'),
  id: fc.constantFrom('a', 'b', 'c'),
  n: fc.bigInt({ min: -9n, max: 9n }),
});

/** What a database would hold after the writes. */
function apply(writes: readonly RowWrite[]): Map<unknown, bigint> {
  const rows = new Map<unknown, bigint>();
  for (const { mode, names, columns, count } of writes) {
    for (let i = 0; i < count; i++) {
      const id = columns[names.indexOf('id')]?.[i];
      const n = BigInt((columns[names.indexOf('n')]?.[i] ?? 0) as bigint);
      if (mode === 'delete') rows.delete(id);
      else if (mode === 'add') rows.set(id, (rows.get(id) ?? 0n) + n);
      else if (mode === 'upsert' || !rows.has(id)) rows.set(id, n);
    }
  }
  return rows;
}

describe('merging units', () => {
  it('has the effect of the units one after the other (seed 3)', () => {
    const property = fc.property(fc.array(fc.array(operation, { maxLength: 6 }), { maxLength: 8 }), (groups) => {
      const units = groups.map((operations): WriteUnit => {
        const unit = createUnit('x');
        for (const { mode, id, n } of operations) unit.add(rowWrite({ table, mode, tenant: 'x', rows: [{ id, n }] }));
        return unit;
      });
      const merged = mergeUnits(units);
      expect(apply(merged)).toEqual(apply(units.flatMap(({ writes }) => writes)));
      for (const write of merged) {
        if (write.mode === 'insert-ignore') continue;
        const ids = write.columns[write.names.indexOf('id')] ?? [];
        expect(new Set(ids).size).toBe(write.count);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 200 });
  });
});

describe('array literals', () => {
  it('quote what Postgres would read otherwise', () => {
    expect(encodeArray('text', ['a', '', 'NULL', null, 'q"\\,{}'])).toBe('{"a","","NULL",NULL,"q\\"\\\\,{}"}');
    expect(encodeArray('int8', [1, 2n ** 62n, null])).toBe('{1,4611686018427387904,NULL}');
    expect(encodeArray('float8', [-0, NaN, -Infinity])).toBe('{-0,NaN,-Infinity}');
    expect(encodeArray('date', [0])).toBe('{1970-01-01}');
    expect(encodeArray('bytea', [Uint8Array.of(1, 255)])).toBe('{"\\\\x01ff"}');
    expect(encodeArray('bool', [true, false])).toBe('{t,f}');
  });
});
