import { describe, expect, it } from 'vitest';
import { hexagonsOf, measureOf } from '../console/src/pages/map/hexagons.ts';

const cell = (latitude: number, longitude: number, applications: number) => ({
  ...{ cell: `${latitude},${longitude}`, latitude, longitude, applications },
  ...{ people: applications, recent: applications / 2, approved: 1, loans: 1, bad: 1, frauds: 0 },
});

describe('hexagons of a map', () => {
  it('add up the cells in them', () => {
    const found = hexagonsOf([cell(30, 120, 4), cell(30.001, 120.001, 6), cell(35, 115, 2)], 5);
    expect(found.map(({ counts }) => counts.applications)).toEqual([10, 2]);
    expect(found[0]?.corners).toHaveLength(6);
    expect(found[0]?.latitude).toBeCloseTo(30, 0);
  });

  it('say nothing where too little is known', () => {
    const [hexagon] = hexagonsOf([cell(30, 120, 8)], 5);
    if (hexagon === undefined) throw new Error('there is one');
    expect(measureOf(hexagon, 'bad', 400)).toBeUndefined();
    expect(measureOf(hexagon, 'surge', 20)).toBeUndefined();
    expect(measureOf(hexagon, 'approved', 400)).toBe(1 / 8);
    expect(measureOf(hexagon, 'surge', 390)).toBeCloseTo((4 - (1 / 3 + 0.5)) / Math.sqrt(1 / 3 + 0.5), 9);
  });
});
