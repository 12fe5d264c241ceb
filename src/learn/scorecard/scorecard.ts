import { isTallyError } from '#base';
import type { Frame } from '#table';
import { binValues } from '../binning/bin-values.ts';
import { binIndexes, type Binning } from '../binning/binning.ts';
import { binningTable, binWoe } from '../binning/binning-table.ts';
import { recordTraining } from '../document.ts';
import type { Estimator, FitOptions } from '../estimator.ts';
import type { Feature } from '../feature.ts';
import { fitInput, type FitInput } from '../fit-input.ts';
import { fitSteps } from '../fit-steps.ts';
import type { Target } from '../target.ts';
import { cardOf, type FittedCharacteristic } from './card.ts';
import type { BinnedRows } from './binned-likelihood.ts';
import { chooseTerms, type ChosenTerms } from './choose-terms.ts';
import { refinePoints } from './refine-points.ts';
import { scorecardModel, type ScorecardModel } from './scorecard-model.ts';
import { binningOf, scorecardSettings, type ScorecardInput, type ScorecardParameters } from './settings.ts';

/** A scorecard before it is fitted. */
export interface ScorecardEstimator extends Estimator {
  fit(frame: Frame, target: Target, options?: FitOptions): Promise<ScorecardModel>;
}

/**
 * A scorecard: optimal binning of every feature, selection by information value, logistic regression on weights of
 * evidence in which every coefficient keeps its sign (and stepwise selection when wanted), points by points-to-double-odds
 * or range (Siddiqi, Intelligent Credit Scoring, 2017).
 *
 * @example
 * const card = await scorecard({ scaling: { kind: 'pdo', pdo: 40 } }).fit(frame, { kind: 'binary', label });
 */
export function scorecard(parameters: ScorecardInput = {}): ScorecardEstimator {
  const settings = scorecardSettings(parameters);
  return {
    kind: 'scorecard',
    fit: (frame, target, options = {}) => fitScorecard(settings, { frame, target, options }),
  };
}

/** A feature with its binning. */
interface Candidate {
  readonly feature: Feature;
  readonly values: Float64Array;
  readonly binning: Binning;
  readonly woe: Float64Array;
  readonly iv: number;
}

async function fitScorecard(
  settings: ScorecardParameters,
  call: { frame: Frame; target: Target; options: FitOptions },
): Promise<ScorecardModel> {
  const { options } = call;
  const input = fitInput(call.frame, call.target, { options, supported: ['binary'] });
  const { encoded, target, seed } = input;
  const step = fitSteps(options, encoded.features.length + 1);
  const candidates: Candidate[] = [];
  for (let f = 0; f < encoded.features.length; f++) {
    await step();
    const found = candidateOf(input, f, settings);
    if (found !== undefined) candidates.push(found);
  }
  const chosen = strongest(candidates, settings);
  await step();
  const weights = input.weights ?? new Float64Array(encoded.rows).fill(1);
  const bins = chosen.map(({ binning, values }) => Uint8Array.from(binIndexes(binning, values)));
  const columns = chosen.map(({ woe }, k) => spreadOut(woe, bins[k] as Uint8Array));
  const rows = { label: target.values, weights, offset: input.baseMargin };
  const terms = chooseTerms({ design: { rows: encoded.rows, terms: [], columns }, ...rows }, settings);
  const rough = roughFit(chosen, terms);
  const fitted = settings.points === 'woe' ? rough : jointFit(rough, { ...rows, bins }, settings);
  const kept = keptCandidates(fitted);
  const characteristics = kept.map(({ fitted: characteristic }) => characteristic);
  const card = cardOf(
    { intercept: fitted.intercept, interceptError: terms.standardErrors[0] as number, characteristics },
    settings,
  );
  const training = recordTraining(encoded, target.values, { fit: options, seed, parameters: settings });
  return scorecardModel({ features: kept.map(({ feature }) => feature), ignored: encoded.ignored, training, card });
}

function candidateOf(input: FitInput, f: number, settings: ScorecardParameters): Candidate | undefined {
  const { encoded, target, weights } = input;
  const feature = encoded.features[f] as Feature;
  const values = encoded.columns[f] as Float64Array;
  const categories = feature.kind === 'category' ? feature.categories : undefined;
  const own = binningOf(settings, feature.name);
  try {
    const binning = binValues({ feature: feature.name, values, label: target.values, weights, categories }, own);
    return { feature, values, binning, woe: binWoe(binning), iv: binningTable(binning).iv };
  } catch (error) {
    // A feature that cannot keep the constraints is no candidate; the others go on.
    if (isTallyError(error, 'LEARN_BINNING_INFEASIBLE')) return undefined;
    throw error;
  }
}

/** Candidates with enough information value in the order of the frame; at least the strongest. */
function strongest(candidates: readonly Candidate[], { minIv, maxFeatures }: ScorecardParameters): Candidate[] {
  const ranked = [...candidates.keys()].sort(
    (a, b) => (candidates[b] as Candidate).iv - (candidates[a] as Candidate).iv || a - b,
  );
  const kept = ranked.filter(
    (f, rank) => rank < maxFeatures && (rank === 0 || (candidates[f] as Candidate).iv >= minIv),
  );
  return kept.sort((a, b) => a - b).map((f) => candidates[f] as Candidate);
}

function spreadOut(woe: Float64Array, bins: Uint8Array): Float64Array {
  const column = new Float64Array(bins.length);
  for (let row = 0; row < column.length; row++) column[row] = woe[bins[row] as number] as number;
  return column;
}

/** Every candidate with what its bins add to the margin. */
interface Fitted {
  readonly intercept: number;
  readonly parts: readonly FittedPart[];
}

interface FittedPart {
  readonly candidate: Candidate;
  readonly coefficient: number;
  readonly standardError: number;
  readonly logOdds: Float64Array;
  /** False when the choice of terms has left it out. */
  readonly isChosen: boolean;
}

function roughFit(chosen: readonly Candidate[], terms: ChosenTerms): Fitted {
  const parts = chosen.map((candidate, index): FittedPart => {
    const k = terms.columns.indexOf(index) + 1;
    const coefficient = k === 0 ? 0 : (terms.coefficients[k] as number);
    const standardError = k === 0 ? 0 : (terms.standardErrors[k] as number);
    const logOdds = candidate.woe.map((woe) => coefficient * woe + 0);
    return { candidate, coefficient, standardError, logOdds, isChosen: k > 0 };
  });
  return { intercept: terms.coefficients[0] as number, parts };
}

/** The joint refinement of a rough fit; a feature that stepwise selection has left out stays out. */
function jointFit(
  rough: Fitted,
  rows: Omit<BinnedRows, 'sizes'>,
  { stepwise, jointL2, signs }: ScorecardParameters,
): Fitted {
  const places = [...rough.parts.keys()].filter((k) => stepwise === 'none' || (rough.parts[k] as FittedPart).isChosen);
  if (places.length === 0) return rough;
  const parts = places.map((k) => rough.parts[k] as FittedPart);
  const features = parts.map(({ candidate, logOdds }) => ({ ...candidate, logOdds }));
  const sizes = features.map(({ woe }) => woe.length);
  const bins = places.map((k) => rows.bins[k] as Uint8Array);
  const context = { strength: jointL2, intercept: rough.intercept, isSigned: signs === 'right' };
  const { intercept, logOdds } = refinePoints({ ...rows, bins, sizes }, features, context);
  return { intercept, parts: parts.map((part, k) => ({ ...part, logOdds: logOdds[k] as Float64Array })) };
}

interface Kept {
  readonly feature: Feature;
  readonly fitted: FittedCharacteristic;
}

/** The parts that tell rows apart; when none does, the strongest candidate stays without effect. */
function keptCandidates({ parts }: Fitted): Kept[] {
  const telling = parts.filter(({ logOdds }) => logOdds.some((value) => value !== 0));
  const strongestPart = parts.reduce((a, b) => (b.candidate.iv > a.candidate.iv ? b : a));
  return (telling.length > 0 ? telling : [strongestPart]).map(({ candidate, coefficient, standardError, logOdds }) => {
    const { feature, binning, iv } = candidate;
    return { feature, fitted: { binning, coefficient, standardError, iv, logOdds: Array.from(logOdds, (v) => v + 0) } };
  });
}
