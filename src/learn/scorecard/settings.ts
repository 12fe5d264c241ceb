import { parse, z } from '#base';
import { binningSettings } from '../binning/optimal-binning.ts';
import type { BinningSettings } from '../binning/settings.ts';

const scalingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pdo'),
    /** Score at `baseOdds`. */
    baseScore: z.number().default(600),
    /** Good to bad. */
    baseOdds: z.number().gt(0).default(50),
    /** Points that double the odds of good to bad. */
    pdo: z.number().gt(0).default(20),
  }),
  /** The least and the largest score that the card can give. */
  z.strictObject({ kind: z.literal('range'), min: z.number(), max: z.number() }),
]);

/** How log-odds become points. */
export type Scaling = z.infer<typeof scalingSchema>;

/** Binning of a scorecard unless its settings say otherwise. */
const DEFAULT_BINNING: Partial<BinningSettings> = { trend: 'none', maxPValue: 0.05 };

const parametersSchema = z.strictObject({
  /** Settings of binning for all features; neighbours must differ at the 5 % level unless it says otherwise. */
  binning: z
    .record(z.string(), z.unknown())
    .default({})
    .transform((own) => ({ ...DEFAULT_BINNING, ...own })),
  /** Settings by feature, over those for all. */
  features: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Wanted direction of the prediction by feature: 1 = the risk never falls with the value, -1 = it never rises. */
  monotone: z.record(z.string(), z.union([z.literal(1), z.literal(-1)])).default({}),
  /** Least information value of a feature; the strongest stays in any case. */
  minIv: z.number().min(0).default(0.002),
  /** The strongest features by information value that may enter. */
  maxFeatures: z.number().int().min(1).default(1000),
  /** L2 penalty on the coefficients of weights of evidence. */
  l2: z.number().min(0).default(10),
  /**
   * `joint` estimates the log-odds of all bins together, drawn towards those of the weights of evidence; `woe` keeps one
   * coefficient per feature.
   */
  points: z.enum(['joint', 'woe']).default('joint'),
  /** L2 penalty on the distance of joint steps from those of the weights of evidence. */
  jointL2: z.number().min(0).default(200),
  /** `right` drops features whose points would go against their own event rates, by a bounded fit; `any` keeps them. */
  signs: z.enum(['right', 'any']).default('right'),
  /** Stepwise selection after that by information value. */
  stepwise: z.enum(['none', 'forward', 'backward', 'both']).default('none'),
  /** What a step must improve: an information criterion, or the p-value of its test. */
  criterion: z.enum(['aic', 'bic', 'pvalue']).default('aic'),
  /** Largest p-value for criterion `pvalue`. */
  maxPValue: z.number().gt(0).max(1).default(0.05),
  scaling: scalingSchema.default({ kind: 'pdo', baseScore: 600, baseOdds: 50, pdo: 20 }),
  /** `spread` shares the points of the intercept among the features; `base` gives them to everybody as base points. */
  intercept: z.enum(['spread', 'base']).default('spread'),
  /** Rounds points to whole ones; the probabilities are then those of the rounded card. */
  isWhole: z.boolean().default(false),
});

/** Settings of a scorecard. */
export type ScorecardParameters = z.infer<typeof parametersSchema>;

/** Settings as callers give them. */
export type ScorecardInput = Partial<
  Omit<ScorecardParameters, 'binning' | 'features' | 'scaling'> & {
    readonly binning: Partial<BinningSettings>;
    readonly features: Readonly<Record<string, Partial<BinningSettings>>>;
    readonly scaling: z.input<typeof scalingSchema>;
  }
>;

/** Checks and completes the settings. Throws `LEARN_SETTINGS`. */
export function scorecardSettings(input: ScorecardInput): ScorecardParameters {
  const settings = parse(parametersSchema, input, { what: 'scorecard settings', code: 'LEARN_SETTINGS' });
  binningSettings(settings.binning);
  for (const name of Object.keys(settings.features)) binningOf(settings, name);
  return settings;
}

/** The complete binning settings of a feature. Throws `LEARN_SETTINGS`. */
export function binningOf({ binning, features, monotone }: ScorecardParameters, feature: string): BinningSettings {
  const direction = monotone[feature];
  const shape = direction === undefined ? {} : ({ trend: direction === 1 ? 'ascending' : 'descending' } as const);
  return binningSettings({ ...binning, ...shape, ...features[feature] });
}
