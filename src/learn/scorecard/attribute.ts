import { binNames, ordinaryBins } from '../binning/binning.ts';
import { binWoe } from '../binning/binning-table.ts';
import type { Characteristic } from './card.ts';

/** One bin of a characteristic with its condition spelt out, as exports need it. */
export interface Attribute {
  readonly bin: string;
  /** Kind `range`: from <= value < to, undefined = open. */
  readonly condition:
    | { readonly kind: 'range'; readonly from: number | undefined; readonly to: number | undefined }
    | { readonly kind: 'codes'; readonly codes: readonly number[] }
    | { readonly kind: 'categories'; readonly names: readonly string[] }
    | { readonly kind: 'missing' };
  readonly points: number;
  readonly logOdds: number;
  readonly woe: number;
}

/** The attributes of a characteristic in the order in which they must be tried: codes, ordinary bins, missing. */
export function attributesOf({ binning, points, logOdds }: Characteristic): Attribute[] {
  const ordinary = ordinaryBins(binning);
  const names = binNames(binning);
  const woe = binWoe(binning);
  const conditionOf = (bin: number): Attribute['condition'] => {
    if (bin === names.length - 1) return { kind: 'missing' };
    if (bin >= ordinary) return { kind: 'codes', codes: binning.special[bin - ordinary] ?? [] };
    if (binning.kind === 'number') return { kind: 'range', from: binning.splits[bin - 1], to: binning.splits[bin] };
    return { kind: 'categories', names: (binning.groups[bin] ?? []).map((code) => binning.categories[code] ?? '') };
  };
  const all = names.map((bin, k) => ({
    bin,
    condition: conditionOf(k),
    points: points[k] as number,
    logOdds: logOdds[k] as number,
    woe: woe[k] as number,
  }));
  return [...all.slice(ordinary, -1), ...all.slice(0, ordinary), ...all.slice(-1)];
}
