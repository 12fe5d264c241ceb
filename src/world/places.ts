import type { Rng } from '#base';
import type { WorldPack } from './pack.ts';

export type PlaceKind = 'town' | 'harvest-village' | 'hamlet';

/** A town or village on the map. */
export interface Place {
  readonly kind: PlaceKind;
  readonly region: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Half the side of the settled square, degrees. */
  readonly radius: number;
  /** Day of the year on which its harvest loans begin (harvest villages). */
  readonly harvestDay: number;
}

/** Provinces: first two digits of the national id, centre, and income level against the country's. */
export const regions = [
  { name: 'Zhejiang', code: 33, latitude: 29.2, longitude: 120.1, income: 1.2 },
  { name: 'Guangdong', code: 44, latitude: 23.4, longitude: 113.3, income: 1.15 },
  { name: 'Jiangsu', code: 32, latitude: 32.9, longitude: 119.5, income: 1.12 },
  { name: 'Shandong', code: 37, latitude: 36.3, longitude: 118.2, income: 0.98 },
  { name: 'Henan', code: 41, latitude: 33.9, longitude: 113.5, income: 0.85 },
  { name: 'Sichuan', code: 51, latitude: 30.6, longitude: 104.1, income: 0.92 },
  { name: 'Hunan', code: 43, latitude: 27.6, longitude: 111.9, income: 0.9 },
  { name: 'Hebei', code: 13, latitude: 38.0, longitude: 115.2, income: 0.88 },
  { name: 'Yunnan', code: 53, latitude: 24.9, longitude: 101.9, income: 0.8 },
  { name: 'Liaoning', code: 21, latitude: 41.3, longitude: 122.8, income: 0.93 },
] as const;

const CELL_DEGREES = 0.0027;
/** Columns of the cell grid: one degree of longitude is cut as finely as one of latitude. */
const CELL_COLUMNS = 140_000;

/** The cell of about 300 m around a point, as one integer. */
export function cellOf(latitude: number, longitude: number): number {
  return Math.floor(latitude / CELL_DEGREES) * CELL_COLUMNS + Math.floor(longitude / CELL_DEGREES);
}

/** The text form of a cell in events. */
export function formatCell(cell: number): string {
  return `c${Math.floor(cell / CELL_COLUMNS)}.${cell % CELL_COLUMNS}`;
}

/** How many villages lie empty enough for a ring to recruit in. */
function hamletCount(citizens: number): number {
  return Math.max(6, Math.round(citizens / 800));
}

/** Lays out the country for that many citizens: towns first, then harvest villages, then hamlets. */
export function layOutPlaces(citizens: number, pack: WorldPack, rng: Rng): Place[] {
  const towns = Math.max(6, Math.round(citizens / 250));
  const villages = Math.max(2, Math.round((citizens * pack.population.harvestVillageShare) / 60));
  const kinds: PlaceKind[] = [
    ...Array<PlaceKind>(towns).fill('town'),
    ...Array<PlaceKind>(villages).fill('harvest-village'),
    ...Array<PlaceKind>(hamletCount(citizens)).fill('hamlet'),
  ];
  return kinds.map((kind) => layOut(kind, rng));
}

function layOut(kind: PlaceKind, rng: Rng): Place {
  const region = rng.below(regions.length);
  const centre = regions[region] ?? regions[0];
  return {
    kind,
    region,
    latitude: centre.latitude + rng.normal() * 0.5,
    longitude: centre.longitude + rng.normal() * 0.6,
    radius: kind === 'town' ? 0.03 : 0.0027,
    harvestDay: rng.below(365),
  };
}
