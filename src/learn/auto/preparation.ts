import { float64Column, quantiles, type Column, type Frame } from '#table';
import type { EncodedFrame, Feature } from '../feature.ts';

/** How the columns of a candidate are prepared: as they are, texts as numbers, or numbers without their outer 1 %. */
export type Preparation = 'native' | 'codes' | 'clipped';

/** What a member reads at one place of its row: a feature of the whole row, held between two limits. */
export interface MemberInput {
  readonly feature: number;
  /** Absent: no limit. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** Limits of the columns of a preparation; nothing for a column that stays as it is. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Share of the values cut off at each end. */
const OUTER = 0.005;

/** The limits that a preparation learns from training columns. */
export function learnLimits(encoded: EncodedFrame, preparation: Preparation): readonly (Limits | undefined)[] {
  return encoded.features.map((feature, f) => {
    if (preparation !== 'clipped' || feature.kind !== 'number') return undefined;
    const [low, high] = quantiles(float64Column(encoded.columns[f] as Float64Array), [OUTER, 1 - OUTER]);
    return low === undefined || high === undefined || !(low < high) ? undefined : { low, high };
  });
}

/** The frame that a candidate learns from. */
export function preparedFrame(
  { frame, encoded }: { readonly frame: Frame; readonly encoded: EncodedFrame },
  preparation: Preparation,
  limits: readonly (Limits | undefined)[],
): Frame {
  const columns = encoded.features.map(({ name, kind }, f): Column => {
    const values = encoded.columns[f] as Float64Array;
    const limit = limits[f];
    if (limit !== undefined) return float64Column(values.map((value) => within(value, limit)));
    if (preparation === 'codes' && kind === 'category') return float64Column(values);
    return frame.columns[frame.names.indexOf(name)] as Column;
  });
  return { rows: frame.rows, names: encoded.features.map(({ name }) => name), columns };
}

/** Where each feature of a member is found in the whole row. */
export function memberInputs(
  memberFeatures: readonly Feature[],
  features: readonly Feature[],
  limits: readonly (Limits | undefined)[],
): MemberInput[] {
  const at = new Map(features.map(({ name }, f) => [name, f]));
  return memberFeatures.map(({ name }) => {
    const feature = at.get(name) as number;
    return { feature, ...limits[feature] };
  });
}

/** A value between limits; missing stays missing. */
export function within(value: number, { low, high }: Pick<MemberInput, 'low' | 'high'>): number {
  if (low !== undefined && value < low) return low;
  return high !== undefined && value > high ? high : value;
}
