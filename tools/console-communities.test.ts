import { describe, expect, it } from 'vitest';
import type { NetworkNode } from '../console/src/api/contract.ts';
import {
  compareMembers,
  dayEndedAt,
  daysBefore,
  movesOf,
  peopleOf,
  readable,
} from '../console/src/pages/network/comparison/compare-members.ts';

/** Named here because the console's own settings, not those of the tools, can read the types of its layout. */
const PLACES: string = '../console/src/pages/network/comparison/place-members.ts';

interface Places {
  readonly placeMembers: (
    ids: readonly string[],
    links: readonly { readonly from: string; readonly to: string }[],
  ) => ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

const node = (id: string, community: string | null = null): NetworkNode => ({
  ...{ id, kind: id.split(':')[0] ?? '', label: id, status: '', links: 1, community, list: null },
});

describe('a community on two days', () => {
  const compared = compareMembers(
    [node('person:1'), node('person:2'), node('device:a')],
    [node('person:2'), node('person:3')],
  );

  it('tells who stayed, came and left', () => {
    const ids = (nodes: readonly NetworkNode[]) => nodes.map(({ id }) => id);
    expect(ids(compared.stayed)).toEqual(['person:2']);
    expect(ids(compared.came)).toEqual(['person:3']);
    expect(ids(compared.left)).toEqual(['person:1', 'device:a']);
  });

  it('tells from which community members came, the most frequent first', () => {
    const members = ['person:1', 'person:2', 'person:3', 'person:4'].map((id) => node(id));
    const otherDay = [node('person:1', '9'), node('person:2', '4'), node('person:3', '4')];
    expect(movesOf(members, otherDay)).toEqual([
      { community: '4', members: 2 },
      { community: null, members: 1 },
      { community: '9', members: 1 },
    ]);
  });

  it('reads around those who moved first, as many as an address holds', () => {
    expect(peopleOf(compared)).toEqual(['person:3', 'person:1', 'person:2']);
    const many = Array.from({ length: 1000 }, (_, i) => `person:${i}`);
    const read = readable(many);
    expect(read).toEqual(many.slice(0, read.length));
    expect(read.join(',').length).toBeLessThanOrEqual(4000);
  });

  it('counts days over the ends of months', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(dayEndedAt('2026-03-01T00:00:00.000Z')).toBe('2026-02-28');
  });

  it('is drawn with linked members closer to each other than to others, the same each time', async () => {
    const { placeMembers } = (await import(PLACES)) as Places;
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const links = [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
      ['d', 'e'],
      ['e', 'f'],
      ['d', 'f'],
      ['c', 'elsewhere'],
    ].map(([from = '', to = '']) => ({ from, to }));
    const places = placeMembers(ids, links);
    expect(places).toEqual(placeMembers(ids, links));
    const apart = (a: string, b: string): number => {
      const [p, q] = [places.get(a), places.get(b)];
      return Math.hypot((p?.x ?? NaN) - (q?.x ?? NaN), (p?.y ?? NaN) - (q?.y ?? NaN));
    };
    expect(apart('a', 'b')).toBeLessThan(apart('a', 'e'));
    expect(apart('d', 'f')).toBeLessThan(apart('c', 'f'));
    for (const { x, y } of places.values()) expect([x, y].every((at) => at >= 0 && at <= 1)).toBe(true);
    expect(placeMembers(['alone'], []).get('alone')).toEqual({ x: 0.5, y: 0.5 });
  });
});
