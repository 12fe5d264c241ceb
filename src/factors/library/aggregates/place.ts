import type { AggregateFamily, NaiveRow } from './aggregate.ts';
import { addUp } from './amount.ts';
import type { ListSql } from '../sql/list-sql.ts';
import type { Slice } from './slice.ts';

const RADIUS_KM = 6371.0088;
const RADIAN = 0.017_453_292_519_943_295;

/** A point of the unit sphere. */
type Point = readonly [x: number, y: number, z: number];

function pointOf(latitude: number, longitude: number): Point {
  const across = Math.cos(latitude * RADIAN);
  return [across * Math.cos(longitude * RADIAN), across * Math.sin(longitude * RADIAN), Math.sin(latitude * RADIAN)];
}

/** Great-circle distance of two points of the unit sphere by their chord. */
function distance(a: Point, b: Point): number {
  const [dx, dy, dz] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(dx * dx + dy * dy + dz * dz) / 2));
}

function centreOf(x: number, y: number, z: number): Point {
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length];
}

function spread({ values, second, from, to }: Slice): number {
  let [x, y, z] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    const point = pointOf(values[i] as number, second[i] as number);
    x += point[0];
    y += point[1];
    z += point[2];
  }
  const centre = centreOf(x, y, z);
  let total = 0;
  for (let i = from; i < to; i++) {
    const d = distance(pointOf(values[i] as number, second[i] as number), centre);
    total += d * d;
  }
  return Math.sqrt(total / (to - from));
}

function naiveSpread(rows: readonly NaiveRow[]): number {
  const points = rows.map(({ v, w }) => pointOf(v, w));
  const centre = centreOf(
    addUp(points.map((p) => p[0])),
    addUp(points.map((p) => p[1])),
    addUp(points.map((p) => p[2])),
  );
  return Math.sqrt(addUp(points.map((p) => distance(p, centre) * distance(p, centre))) / rows.length);
}

/** Coordinates of the i-th place in SQL. */
function pointSql(s: ListSql, i: string): Record<'x' | 'y' | 'z', string> {
  const [lat, lon] = [`(${s.at(s.v, i)} * ${s.number(RADIAN)})`, `(${s.at(s.w, i)} * ${s.number(RADIAN)})`];
  return { x: `(cos(${lat}) * cos(${lon}))`, y: `(cos(${lat}) * sin(${lon}))`, z: `sin(${lat})` };
}

function spreadSql(s: ListSql): string {
  const total = (axis: 'x' | 'y' | 'z'): string => s.sum(s.index(s.n, (i) => pointSql(s, i)[axis]));
  const square = (a: string): string => `(${a}) * (${a})`;
  const length = s.sqrt((['x', 'y', 'z'] as const).map((axis) => square(total(axis))).join(' + '));
  const term = (i: string): string => {
    const point = pointSql(s, i);
    return (['x', 'y', 'z'] as const).map((axis) => square(`${point[axis]} - ${total(axis)} / ${length}`)).join(' + ');
  };
  const far = (i: string): string =>
    `(${s.number(2 * RADIUS_KM)} * asin(least(${s.number(1)}, ${s.sqrt(term(i))} / 2)))`;
  return s.sqrt(`${s.sum(s.map(s.index(s.n, far), (d) => `${d} * ${d}`))} / ${s.n}`);
}

/** Where events happen: value is the latitude, second the longitude, in degrees. */
export const places: AggregateFamily = {
  geo_spread: {
    input: 'number',
    pairs: true,
    meaning: 'radius of gyration in km: root mean square great-circle distance from the centre of the places',
    close: true,
    fast: spread,
    naive: naiveSpread,
    sql: spreadSql,
  },
  geo_jump_max: {
    input: 'number',
    pairs: true,
    meaning: 'longest great-circle distance in km between successive places; 0 for one',
    close: true,
    fast: ({ values, second, from, to }) => {
      let longest = 0;
      for (let i = from + 1; i < to; i++) {
        const here = pointOf(values[i] as number, second[i] as number);
        longest = Math.max(longest, distance(here, pointOf(values[i - 1] as number, second[i - 1] as number)));
      }
      return longest;
    },
    naive: (rows) => {
      const points = rows.map(({ v, w }) => pointOf(v, w));
      return points.reduce((far, p, i) => Math.max(far, distance(points[i - 1] ?? p, p)), 0);
    },
    sql: (s) => {
      const term = (i: string): string => {
        const [a, b] = [pointSql(s, i), pointSql(s, `${i} + 1`)];
        return (['x', 'y', 'z'] as const)
          .map((axis) => `(${a[axis]} - ${b[axis]}) * (${a[axis]} - ${b[axis]})`)
          .join(' + ');
      };
      const far = (i: string): string =>
        `${s.number(2 * RADIUS_KM)} * asin(least(${s.number(1)}, ${s.sqrt(term(i))} / 2))`;
      return `coalesce(${s.max(s.index(`${s.n} - 1`, far))}, ${s.number(0)})`;
    },
  },
};
