import { z } from '#base';
import { countAtMost } from './value-counts.ts';
import { TRENDS } from './settings.ts';

const groupSchema = z.array(z.number().int().min(0));

/** A fitted binning as plain JSON. */
export const binningSchema = z.object({
  feature: z.string(),
  kind: z.enum(['number', 'category']),
  /** Kind `number`: ascending cuts; bin k is [splits[k-1], splits[k]). */
  splits: z.array(z.number()),
  /** Kind `category`: the category indexes of each bin. */
  groups: z.array(groupSchema),
  /** Kind `category`: names by index. */
  categories: z.array(z.string()),
  /** True when the last group holds the rare categories. */
  hasOthers: z.boolean(),
  /** The codes of each special bin. */
  special: z.array(z.array(z.number())),
  /** The shape that was chosen. */
  trend: z.enum(TRENDS),
  /** True when ordinary bins hold events only or others only; half counts then keep the weights of evidence finite. */
  isSeparated: z.boolean(),
  /** Weight of events by bin: ordinary bins, special bins, missing. */
  events: z.array(z.number()),
  /** Weight of non-events by bin. */
  others: z.array(z.number()),
});

/** A fitted binning: cuts or groups, and the counts of every bin (ordinary, then special, then missing). */
export type Binning = Readonly<z.infer<typeof binningSchema>>;

/** Number of bins that are neither special nor missing. */
export function ordinaryBins(binning: Binning): number {
  return binning.kind === 'number' ? binning.splits.length + 1 : binning.groups.length;
}

/**
 * The bin of a value as a function without allocation. A number that is a special code goes to its bin, NaN to the last;
 * an unknown category counts as missing.
 */
export function binIndexer(binning: Binning): (value: number) => number {
  const ordinary = ordinaryBins(binning);
  const missing = ordinary + binning.special.length;
  if (binning.kind === 'category') {
    const binOf = new Int32Array(binning.categories.length).fill(missing);
    binning.groups.forEach((codes, bin) => codes.forEach((code) => (binOf[code] = bin)));
    return (value) => binOf[value] ?? missing;
  }
  const splits = Float64Array.from(binning.splits);
  const codes = Float64Array.from(binning.special.flat());
  const binOfCode = Int32Array.from(binning.special.flatMap((list, k) => list.map(() => ordinary + k)));
  return (value) => {
    if (value !== value) return missing;
    for (let k = 0; k < codes.length; k++) if (codes[k] === value) return binOfCode[k] as number;
    return countAtMost(splits, value);
  };
}

/** The bin of every value. */
export function binIndexes(binning: Binning, values: Float64Array): Int32Array {
  const indexOf = binIndexer(binning);
  const bins = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) bins[row] = indexOf(values[row] as number);
  return bins;
}

/** Names of the bins in order, for people: `[11.4, 12.3)`, `clerk, nurse`, `special 96`, `missing`. */
export function binNames(binning: Binning): string[] {
  const { splits } = binning;
  const ordinary = Array.from({ length: ordinaryBins(binning) }, (_, k) => {
    if (binning.kind === 'number') return `[${shortNumber(splits[k - 1])}, ${shortNumber(splits[k], true)})`;
    if (binning.hasOthers && k === binning.groups.length - 1) return 'others';
    return (binning.groups[k] ?? []).map((code) => binning.categories[code]).join(', ');
  });
  return [...ordinary, ...binning.special.map((codes) => `special ${codes.join(', ')}`), 'missing'];
}

function shortNumber(value: number | undefined, isUpper = false): string {
  if (value === undefined) return isUpper ? 'inf' : '-inf';
  return String(Number(value.toPrecision(10)));
}
