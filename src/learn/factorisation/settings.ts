import { parse, z } from '#base';

const shared = {
  /** Intervals of equal weight per number, at most one per 100 rows; 0 takes standardised numbers as they are. */
  bins: z.number().int().min(0).max(200).default(16),
  epochs: z.number().int().min(1).max(1000).default(30),
  /** Share of rows that decides after how many epochs to stop when no validation rows are given; 0 = all epochs. */
  holdout: z.number().min(0).max(0.5).default(0.1),
  /** Epochs without a better validation loss that end the fit. */
  patience: z.number().int().min(1).default(3),
};

const factorShared = {
  ...shared,
  /** For up to five columns; falls in proportion with more. */
  learningRate: z.number().gt(0).default(0.05),
  /** Penalty on the squares of weights, once per row and epoch. */
  l2: z.number().min(0).default(1e-4),
  /** The same on vectors. */
  vectorL2: z.number().min(0).default(1e-3),
};

/** Settings of a factorisation machine, unchecked. */
export const fmSchema = z.strictObject({ ...factorShared, factors: z.number().int().min(1).max(256).default(8) });
const ffmSchema = z.strictObject({ ...factorShared, factors: z.number().int().min(1).max(64).default(4) });
const ftrlSchema = z.strictObject({
  ...shared,
  alpha: z.number().gt(0).default(0.1),
  beta: z.number().min(0).default(1),
  l1: z.number().min(0).default(0.1),
  l2: z.number().min(0).default(1),
});

/** Settings of a factorisation machine. */
export type FmParameters = z.infer<typeof fmSchema>;
/** Settings of a field-aware factorisation machine. */
export type FfmParameters = z.infer<typeof ffmSchema>;
/** Settings of FTRL-proximal logistic regression. */
export type FtrlParameters = z.infer<typeof ftrlSchema>;

/** Which model, with its settings. */
export type FactorSettings =
  | ({ readonly kind: 'fm' } & FmParameters)
  | ({ readonly kind: 'ffm' } & FfmParameters)
  | ({ readonly kind: 'ftrl' } & FtrlParameters);

/** Checked settings of a factorisation machine. */
export function fmSettings(input: Partial<FmParameters>): FactorSettings {
  return { kind: 'fm', ...parse(fmSchema, input, { what: 'fm settings', code: 'LEARN_SETTINGS' }) };
}

/** Checked settings of a field-aware factorisation machine. */
export function ffmSettings(input: Partial<FfmParameters>): FactorSettings {
  return { kind: 'ffm', ...parse(ffmSchema, input, { what: 'ffm settings', code: 'LEARN_SETTINGS' }) };
}

/** Checked settings of FTRL. */
export function ftrlSettings(input: Partial<FtrlParameters>): FactorSettings {
  return { kind: 'ftrl', ...parse(ftrlSchema, input, { what: 'ftrl settings', code: 'LEARN_SETTINGS' }) };
}
