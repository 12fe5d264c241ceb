import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Name of the coast lines (Natural Earth, 1:50 million, without borders) for `geo.map`. */
export const LAND = 'land';

interface LandTopology {
  readonly objects: { readonly land: GeometryCollection };
}

// A chunk of its own: the lines are larger than the page.
const [{ default: land }, { registerMap }] = await Promise.all([
  import('world-atlas/land-50m.json'),
  import('./chart-engine.ts'),
]);
const topology = land as unknown as Topology & LandTopology;
registerMap(LAND, feature(topology, topology.objects.land) as never);

const RADIAN = Math.PI / 180;

/** Web Mercator, in degrees of longitude: the projection of street maps, so that shapes are what one knows. */
export const mercator = {
  project: ([longitude, latitude]: [number, number]) => [
    longitude,
    -Math.log(Math.tan(Math.PI / 4 + (clamped(latitude) * RADIAN) / 2)) / RADIAN,
  ],
  unproject: ([x, y]: [number, number]) => [x, (2 * Math.atan(Math.exp(-y * RADIAN)) - Math.PI / 2) / RADIAN],
};

function clamped(latitude: number): number {
  return Math.max(-85, Math.min(85, latitude));
}
