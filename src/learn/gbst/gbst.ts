import { TallyError, createRng, parse, z } from '#base';
import { take, type Frame } from '#table';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions, FitProgress } from '../estimator.ts';
import { fitColumns } from '../fit-input.ts';
import { pickRows, takeTarget } from '../target-rows.ts';
import { targetValues, type SurvivalTarget, type Target } from '../target.ts';
import { boost } from '../tree/boost.ts';
import { hazardObjective } from '../tree/objectives/hazard.ts';
import { gbdtParameters, type GbdtParameters } from '../tree/parameters.ts';
import { validationWatch } from '../tree/validation-watch.ts';
import { gbstModel, type SurvivalModel } from './gbst-model.ts';
import { checkSurvival, windowEdges } from './windows.ts';

const windowSchema = z.object({
  windows: z.number().int().min(1).max(600).default(24),
  windowLength: z.number().gt(0).optional(),
  /** Neighbouring windows whose gradients choose splits together; leaves keep a value for each window. */
  windowsPerChannel: z.number().int().min(1).default(4),
  /** Penalty on the squared difference between the values of neighbouring windows in a leaf; 0 lets each stand alone. */
  smoothing: z.number().min(0).default(200),
  /** Counts a censored row in its last window by the share it was observed for, not only in windows it completed. */
  partialExposure: z.boolean().default(false),
});

/** Settings of survival boosting: windows, and those of {@link GbdtParameters}. */
export type GbstParameters = Partial<GbdtParameters> & z.input<typeof windowSchema>;

/** An estimator of survival models. */
export interface GbstEstimator extends Estimator {
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<SurvivalModel>;
}

/** Small trees: each row counts once for every window it lives through, so a tree sees little that is independent. */
const DEFAULTS: Partial<GbdtParameters> = { trees: 1000, learningRate: 0.02, maxDepth: 3, minChildWeight: 5, l2: 10 };

/**
 * Gradient boosting survival trees: discrete-time hazards by shared trees (see `hazardObjective`), with censoring, left
 * truncation, competing causes and weights. Predicts PD(t), the chance that the event has happened by each window's end.
 *
 * @example
 * const model = await gbst({ windows: 24 }).fit(frame, { kind: 'survival', entry, time, cause });
 */
export function gbst(parameters: GbstParameters = {}): GbstEstimator {
  const { windows, windowLength, windowsPerChannel, smoothing, partialExposure, ...boosting } = parameters;
  const cut = parse(
    windowSchema,
    { windows, windowLength, windowsPerChannel, smoothing, partialExposure },
    { what: 'gbst settings', code: 'LEARN_SETTINGS' },
  );
  const settings = gbdtParameters({ ...DEFAULTS, ...boosting });
  return {
    kind: 'gbst',
    fit: async (frame, target, options = {}) => {
      if (target.kind !== 'survival') throw unsupported(target.kind);
      const fit = { frame, target, options };
      const isOpen = boosting.trees === undefined && options.valid === undefined;
      const trees = isOpen ? await bestTrees({ ...cut, settings }, fit) : settings.trees;
      return await fitGbst({ ...cut, settings: { ...settings, trees } }, fit);
    },
  };
}

/** Folds on which the number of trees is chosen when nobody says it. */
const FOLDS = 4;

/** Fewer rows than this in a fold say nothing. */
const LEAST_FOLD = 20;

/** The number of trees with the least loss over inner folds; the model itself then learns from all rows. */
async function bestTrees(given: Settings, { frame, target, options }: Fit): Promise<number> {
  if (frame.rows < FOLDS * LEAST_FOLD) return given.settings.trees;
  const rng = createRng(options.seed ?? 42).fork('folds');
  const fold = Uint8Array.from({ length: frame.rows }, () => rng.below(FOLDS));
  // Windows must be those of all rows.
  const edges = windowEdges(target, given);
  const windowLength = (edges[1] as number) - (edges[0] as number);
  const total = new Float64Array(given.settings.trees);
  for (let held = 0; held < FOLDS; held++) {
    const rows = Int32Array.from(fold.keys());
    const learnt = part(
      { frame, target, options },
      rows.filter((row) => fold[row] !== held),
    );
    const valid = part(
      { frame, target, options },
      rows.filter((row) => fold[row] === held),
    );
    if (!learnt.target.cause.some((cause) => cause > 0)) return given.settings.trees;
    let last = 0;
    const losses = new Float64Array(total.length);
    const progress = ({ step, validLoss = 0 }: FitProgress): void => {
      losses[step - 1] = last = validLoss;
      losses.fill(last, step);
    };
    const { weights } = learnt;
    const inner = { ...options, progress, valid, ...(weights === undefined ? {} : { weights }) };
    await fitGbst({ ...given, windowLength }, { frame: learnt.frame, target: learnt.target, options: inner });
    for (let step = 0; step < total.length; step++) total[step] = (total[step] as number) + (losses[step] as number);
  }
  return total.indexOf(Math.min(...total)) + 1;
}

/** The given rows of a fit, as training or validation data. */
function part({ frame, target, options: { weights } }: Fit, rows: Int32Array) {
  return {
    frame: take(frame, rows),
    target: takeTarget(target, rows),
    ...(weights === undefined ? {} : { weights: pickRows(weights, rows) }),
  };
}

interface Fit {
  readonly frame: Frame;
  readonly target: SurvivalTarget;
  readonly options: FitOptions;
}

type Settings = z.output<typeof windowSchema> & { readonly settings: GbdtParameters };

async function fitGbst(given: Settings, { frame, target, options }: Fit): Promise<SurvivalModel> {
  const { settings, windowsPerChannel, smoothing, partialExposure } = given;
  const causes = checkSurvival(target, frame.rows);
  const edges = windowEdges(target, given);
  const hazards = { edges, causes, windowsPerChannel, smoothing, isPartial: partialExposure };
  const { encoded, seed } = fitColumns(frame, options, causes * given.windows);
  const objective = hazardObjective(target, { weights: options.weights }, hazards);
  const watch =
    options.valid &&
    validationWatch(options.valid, {
      encoded,
      start: objective.start,
      bind: (valid) => {
        if (valid.target.kind !== 'survival') throw unsupported(valid.target.kind);
        checkSurvival(valid.target, valid.frame.rows);
        return hazardObjective(valid.target, { weights: valid.weights }, hazards);
      },
    });
  const forest = await boost({ encoded, objective, settings, options, watch });
  const parameters = { ...settings, windows: given.windows, windowsPerChannel, smoothing, partialExposure };
  const training = recordTraining(encoded, targetValues(target), { fit: options, seed, parameters });
  const { features, ignored } = encoded;
  return gbstModel({ features, ignored, start: objective.start, edges, causes, forest, training });
}

function unsupported(kind: string): TallyError {
  return new TallyError('LEARN_TARGET_UNSUPPORTED', `gbst does not fit a ${kind} target`, {
    hint: 'give times and events: { kind: "survival", entry, time, cause }',
    data: { target: kind, supported: ['survival'] },
  });
}
