import type { ForeignTree } from './foreign-tree.ts';

/** What both forms of a LightGBM model tell. */
export interface LightgbmFile {
  readonly version: string;
  /** Trees per round. */
  readonly outputs: number;
  readonly objective: string | undefined;
  /** Predictions are means over rounds, not sums. */
  readonly isMean: boolean;
  readonly names: readonly string[];
  /** Codes of categorical features that the file lists, by feature. */
  readonly codes: ReadonlyMap<number, readonly number[]>;
  /** Categories of pandas columns, in the order of the categorical features. */
  readonly pandas: readonly (readonly unknown[])[];
  readonly trees: readonly ForeignTree[];
}

/** The codes in what LightGBM writes of a feature's values: `3:1:2` for categories, `[0:9.5]` for numbers, or `none`. */
export function listedCodes(infos: readonly string[]): Map<number, number[]> {
  const codes = infos.map((info, f) => [f, /^-?\d+(:-?\d+)*$/.test(info) ? info.split(':').map(Number) : []] as const);
  return new Map(codes.filter(([, own]) => own.length > 0).map(([f, own]) => [f, own.filter((code) => code >= 0)]));
}
