import { parse, z } from '#base';
import { gbdtParameters, type GbdtParameters } from '../tree/parameters.ts';

const windowSchema = z.object({
  windows: z.number().int().min(1).max(600).default(24),
  windowLength: z.number().gt(0).optional(),
  /** Neighbouring windows whose gradients choose splits together; leaves keep a value for each window. */
  windowsPerChannel: z.number().int().min(1).default(4),
  /** Penalty on the squared difference between the values of neighbouring windows in a leaf; 0 lets each stand alone. */
  smoothing: z.number().min(0).default(200),
  /** Counts a censored row in its last window by the share it was observed for; false: only in windows it completed. */
  partialExposure: z.boolean().default(true),
});

/** Settings of survival boosting: windows, and those of {@link GbdtParameters}. */
export type GbstParameters = Partial<GbdtParameters> & z.input<typeof windowSchema>;

/** All settings of a fit. */
export type GbstSettings = z.output<typeof windowSchema> & { readonly settings: GbdtParameters };

/**
 * Small trees on small samples: each row counts once for every window it lives through, so a tree sees little that is
 * independent.
 */
const DEFAULTS: Partial<GbdtParameters> = {
  trees: 1000,
  learningRate: 0.02,
  maxDepth: 2,
  minChildWeight: 5,
  l2: 10,
  rowSample: 0.5,
  featureSample: 0.5,
};

/** Fills in defaults and checks ranges (`LEARN_SETTINGS`). */
export function gbstSettings(parameters: GbstParameters): GbstSettings {
  const { windows, windowLength, windowsPerChannel, smoothing, partialExposure, ...boosting } = parameters;
  const cut = parse(
    windowSchema,
    { windows, windowLength, windowsPerChannel, smoothing, partialExposure },
    { what: 'gbst settings', code: 'LEARN_SETTINGS' },
  );
  return { ...cut, settings: gbdtParameters({ ...DEFAULTS, ...boosting }) };
}

/**
 * What is tried when the number of trees is left open: also deeper trees, and splits chosen by all windows together, unless
 * these are given.
 */
export function candidatesOf(given: GbstSettings, { maxDepth, windowsPerChannel }: GbstParameters): GbstSettings[] {
  const depths = maxDepth === undefined ? [2, 4] : [maxDepth];
  const channels = windowsPerChannel === undefined ? [given.windowsPerChannel, given.windows] : [windowsPerChannel];
  return channels.flatMap((together) =>
    depths.map((depth) => ({
      ...given,
      windowsPerChannel: together,
      settings: { ...given.settings, maxDepth: depth },
    })),
  );
}
