import { cellToBoundary, cellToLatLng, latLngToCell } from 'h3-js';
import type { MapCell } from '../../api/contract.ts';

/** Measures that a map can show. */
export const measures = ['applications', 'surge', 'approved', 'bad', 'frauds'] as const;

export type Measure = (typeof measures)[number];

/** What is known of a hexagon of the H3 grid. */
export interface Hexagon {
  readonly id: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Corners as [longitude, latitude]. */
  readonly corners: readonly (readonly [number, number])[];
  readonly counts: Counts;
}

type CountName = 'applications' | 'people' | 'recent' | 'approved' | 'loans' | 'bad' | 'frauds';
type Counts = Record<CountName, number>;

const countNames: readonly CountName[] = ['applications', 'people', 'recent', 'approved', 'loans', 'bad', 'frauds'];

/** Adds map cells up to hexagons of a resolution; most applications first. */
export function hexagonsOf(cells: readonly MapCell[], resolution: number): Hexagon[] {
  const sums = new Map<string, Counts>();
  for (const cell of cells) {
    const id = latLngToCell(cell.latitude, cell.longitude, resolution);
    const sum = sums.get(id) ?? { applications: 0, people: 0, recent: 0, approved: 0, loans: 0, bad: 0, frauds: 0 };
    for (const name of countNames) sum[name] += cell[name];
    sums.set(id, sum);
  }
  return [...sums]
    .map(([id, counts]) => {
      const [latitude, longitude] = cellToLatLng(id);
      return { id, latitude, longitude, corners: cellToBoundary(id).map(([lat, lng]) => [lng, lat] as const), counts };
    })
    .sort((a, b) => b.counts.applications - a.counts.applications);
}

/** Loans below which a share of bad ones says little. */
const LEAST_LOANS = 5;

/**
 * A measure of a hexagon; undefined where too little is known. A surge is how many standard errors the applications of the last
 * 30 days lie above what the days before let expect (Poisson, half an application added).
 */
export function measureOf({ counts }: Hexagon, measure: Measure, days: number): number | undefined {
  const { applications, recent, approved, loans, bad, frauds } = counts;
  if (measure === 'applications') return applications;
  if (measure === 'frauds') return frauds;
  if (measure === 'approved') return approved / applications;
  if (measure === 'bad') return loans < LEAST_LOANS ? undefined : bad / loans;
  if (days <= 30) return undefined;
  const expected = ((applications - recent) / (days - 30)) * 30 + 0.5;
  return (recent - expected) / Math.sqrt(expected);
}
