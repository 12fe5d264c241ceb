import { createFrame, stringColumn } from '#table';
import { describe, expect, it } from 'vitest';
import { buildTable } from './build-table.ts';
import { detectKind } from './column-kind.ts';
import { dateDigits, orderOf } from './parse-date.ts';

const kind = (name: string, values: string[]): string => detectKind({ name, values, counts: values.map(() => 5) });

describe('detectKind', () => {
  it('tells kinds by their values', () => {
    expect(kind('x', ['a@b.de', 'c@d.com'])).toBe('email');
    expect(kind('x', ['1999-02-03', '2001-12-31'])).toBe('date');
    expect(kind('x', ['03/02/1999', '31.12.2001'])).toBe('date');
    expect(kind('x', ['19990203', '20011231'])).toBe('date');
    expect(kind('mobile', ['+49 151 2345678', '0151-2345678'])).toBe('phone');
    expect(kind('x', ['SW1A 1AA', 'NN14 4GU'])).toBe('code');
    expect(kind('x', ['12.5', '13.25'])).toBe('number');
    expect(kind('lat', ['51.5', '48.13'])).toBe('latitude');
    expect(kind('last_name', ['smith', 'jones'])).toBe('name');
    expect(kind('city', ['leeds', 'york'])).toBe('word');
    expect(kind('title', ['a theory of record linkage', 'the merge purge problem'])).toBe('text');
    expect(detectKind({ name: 'sex', values: ['m', 'f'], counts: [60, 60] })).toBe('category');
  });
});

describe('dates', () => {
  it('read many forms as one, keep impossible ones, and learn the order from the column', () => {
    const order = orderOf(['31/01/1990', '02/03/1991']);
    expect(order).toBe('dmy');
    expect(orderOf(['01/31/1990'])).toBe('mdy');
    for (const text of ['1990-03-02', '02/03/1990', '2 March 1990', '19900302', '1990年3月2日', 'Mar 2, 1990']) {
      expect(dateDigits(text, order)).toBe('19900302');
    }
    expect(dateDigits('1801-01-81', order)).toBe('18010181');
    expect(dateDigits('soon', order)).toBeUndefined();
  });
});

describe('buildTable', () => {
  const rows = 40;
  const column = (make: (row: number) => string | null) =>
    stringColumn(Array.from({ length: rows }, (_, row) => make(row)));

  it('leaves out ids, answers, numbers of rows, and what repeats other columns', () => {
    const first = ['ann', 'bob', 'cy', 'dora'];
    const last = ['hill', 'reed', 'ford'];
    const frame = createFrame({
      key: column((row) => `p${row >> 1}-${row}`),
      part: column((row) => `p${row >> 1}`),
      cluster: column((row) => String(row >> 1)),
      seq: column((row) => String(1000 + row)),
      first_name: column((row) => first[row % 4] as string),
      surname: column((row) => last[row % 3] as string),
      full_name: column((row) => `${first[row % 4]} ${last[row % 3]}`),
      empty: column(() => null),
    });
    const table = buildTable(frame, { id: 'key' });
    expect(table.columns.map(({ name }) => name)).toEqual(['first_name', 'surname']);
    expect(Object.fromEntries(table.leftOut.map(({ name, reason }) => [name, reason]))).toEqual({
      key: 'names the records',
      part: 'is a part of the ids',
      cluster: 'its header speaks of known answers',
      seq: 'no value occurs twice: it numbers the records',
      full_name: 'repeats first_name, surname',
      empty: 'is empty',
    });
  });

  it('refuses what cannot be linked', () => {
    const one = createFrame({ a: stringColumn(['x']) });
    expect(() => buildTable(one, {})).toThrow(expect.objectContaining({ code: 'IDENTITY_LINK_RECORDS' }));
    const twice = createFrame({ id: stringColumn(['1', '1']), name: stringColumn(['ann', 'ann']) });
    expect(() => buildTable(twice, { id: 'id' })).toThrow(expect.objectContaining({ code: 'IDENTITY_LINK_IDS' }));
    expect(() => buildTable(twice, { id: 'no' })).toThrow(expect.objectContaining({ code: 'TABLE_COLUMN_UNKNOWN' }));
    const numbers = createFrame({ id: stringColumn(['1', '2']), n: stringColumn(['8', '9']) });
    expect(() => buildTable(numbers, {})).toThrow(expect.objectContaining({ code: 'IDENTITY_LINK_COLUMNS' }));
  });
});
