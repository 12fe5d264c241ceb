import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gridOf, nearestIn } from '../console/src/pages/network/view/node-grid.ts';
import { shapeOf, spread, withoutInstances } from '../console/src/pages/network/view/without-instances.ts';

const number = fc.double({ min: -1000, max: 1000, noNaN: true });

describe('the grid of a picture', () => {
  it('finds the nearest node within reach, as a look at all of them does', () => {
    const asked = fc.record({ x: number, y: number, reach: fc.double({ min: 0, max: 500, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number), { maxLength: 60 }), asked, (points, place) => {
        const grid = gridOf(
          Float64Array.from(points, ([x]) => x),
          Float64Array.from(points, ([, y]) => y),
        );
        const distances = points.map(([x, y]) => Math.hypot(x - place.x, y - place.y));
        const least = Math.min(...distances.filter((distance) => distance <= place.reach));
        const found = nearestIn(grid, place, (_, distance) => distance);
        expect(found === -1 ? Infinity : distances[found]).toBe(least);
      }),
    );
  });

  it('holds nodes on one line and on one spot, and passes over those that do not count', () => {
    const line = gridOf(new Float64Array([1, 2, 3]), new Float64Array([5, 5, 5]));
    expect(nearestIn(line, { x: 2.9, y: 5, reach: 1 }, (_, distance) => distance)).toBe(2);
    expect(nearestIn(line, { x: 2.9, y: 5, reach: 1 }, (point) => (point === 2 ? Infinity : 0))).toBe(1);
    const spot = gridOf(new Float64Array([7, 7]), new Float64Array([7, 7]));
    expect(nearestIn(spot, { x: 7, y: 7, reach: 0 }, (point) => -point)).toBe(1);
    expect(nearestIn(spot, { x: 700, y: 7, reach: 1 }, () => 0)).toBe(-1);
  });
});

describe('a shape drawn without instances', () => {
  it('is written out corner by corner: its own values, then those of the corner', () => {
    const [FLOAT, BYTE] = [0x1406, 0x1401];
    const definition = {
      VERTICES: 2,
      ATTRIBUTES: [
        { size: 2, type: FLOAT },
        { size: 4, type: BYTE },
      ],
      CONSTANT_ATTRIBUTES: [{ size: 1, type: FLOAT }],
      CONSTANT_DATA: [[8], [9]],
    };
    expect(withoutInstances(definition)).toEqual({
      VERTICES: 2,
      ATTRIBUTES: [...definition.ATTRIBUTES, ...definition.CONSTANT_ATTRIBUTES],
    });
    const array = Float32Array.from([0, 1, 2, 3, 0, 0, 0, 0, 0]);
    spread(array, 1, shapeOf(definition));
    expect([...array]).toEqual([0, 1, 2, 3, 8, 1, 2, 3, 9]);
  });
});
