import { TallyError } from '#base';
import { checkCatalogue, type ReasonCatalogue, type ReasonEntry } from './catalogue.ts';
import type { HmdaReasons } from './hmda.ts';

/** A reason with what it weighs. */
export interface Reason extends ReasonEntry {
  /** The features behind it, heaviest first. */
  readonly features: readonly string[];
  /** Sum of their contributions, on the scale of the contributions. */
  readonly contribution: number;
  /** Part of everything that raised the risk, 0 to 1. */
  readonly share: number;
}

/** What reasons are made from. */
export interface ReasonInput {
  readonly features: readonly string[];
  /** One per feature; above 0 raised the risk (`Model.explainRow` of a risk model, or {@link pointsLost}). */
  readonly contributions: ArrayLike<number>;
  readonly catalogue: ReasonCatalogue;
}

/** How many reasons are told. */
export interface ReasonOptions {
  /** At most so many, default and limit 4 (Regulation B, comment 9(b)(2)-1; edit V669). */
  readonly most?: number;
  /** Reasons with a smaller share are left out, except the first. Default 0.02. */
  readonly leastShare?: number;
}

/**
 * The principal reasons of a decision: the features that raised the risk, joined by code, heaviest first, ties by code.
 * Empty when nothing raised the risk.
 *
 * @throws TallyError `LEARN_CATALOGUE`, `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_SETTINGS`.
 * @example
 * model.explainRow(row, contributions);
 * const reasons = reasonCodes({ features: names, contributions, catalogue });
 */
export function reasonCodes(input: ReasonInput, { most = 4, leastShare = 0.02 }: ReasonOptions = {}): Reason[] {
  checkInput(input, most);
  const groups = new Map<string, { readonly entry: ReasonEntry; readonly parts: Part[] }>();
  let total = 0;
  input.features.forEach((feature, f) => {
    const contribution = input.contributions[f] as number;
    const entry = input.catalogue[feature];
    if (contribution > 0) total += contribution;
    if (!(contribution > 0) || entry === null || entry === undefined) return;
    const group = groups.get(entry.code) ?? { entry, parts: [] };
    group.parts.push({ feature, contribution });
    groups.set(entry.code, group);
  });
  const reasons = [...groups.values()].map(({ entry, parts }) => reasonOf(entry, parts, total));
  reasons.sort((a, b) => b.contribution - a.contribution || (a.code < b.code ? -1 : 1));
  return reasons.filter(({ share }, rank) => rank === 0 || share >= leastShare).slice(0, most);
}

interface Part {
  readonly feature: string;
  readonly contribution: number;
}

function reasonOf(entry: ReasonEntry, parts: readonly Part[], total: number): Reason {
  const ordered = parts.toSorted((a, b) => b.contribution - a.contribution || (a.feature < b.feature ? -1 : 1));
  const contribution = ordered.reduce((sum, part) => sum + part.contribution, 0);
  return { ...entry, features: ordered.map(({ feature }) => feature), contribution, share: contribution / total };
}

/**
 * How many points each feature fell short of its maximum: contributions for the reasons of a scorecard on which more
 * points mean less risk.
 *
 * @throws TallyError `LEARN_SHAPE`.
 */
export function pointsLost(points: Float64Array, maximum: Float64Array): Float64Array {
  if (points.length === maximum.length) return maximum.map((most, f) => most - (points[f] as number));
  throw new TallyError('LEARN_SHAPE', `there are ${points.length} points for ${maximum.length} features`, {
    hint: 'give the points and the most points of each feature',
  });
}

/** Reasons as the mortgage register takes them: categories once each, in order; without one, 9 with the text. */
export function hmdaReasons(reasons: readonly Reason[], actionTaken = 3): HmdaReasons {
  const codes = [...new Set(reasons.map(({ hmda }) => hmda ?? 9))].slice(0, 4);
  const other = reasons.filter(({ hmda }) => hmda === undefined || hmda === 9).map(({ en }) => en);
  return { codes, actionTaken, ...(codes.includes(9) ? { otherText: other.join('; ') } : {}) };
}

function checkInput({ features, contributions, catalogue }: ReasonInput, most: number): void {
  if (contributions.length !== features.length) {
    throw new TallyError(
      'LEARN_SHAPE',
      `there are ${contributions.length} contributions for ${features.length} features`,
      {
        hint: 'give one contribution per feature',
      },
    );
  }
  const wrong = features.findIndex((_, f) => !Number.isFinite(contributions[f]));
  if (wrong !== -1) {
    throw new TallyError('LEARN_SCORE', `the contribution of "${features[wrong]}" is ${contributions[wrong]}`, {
      hint: 'contributions are finite numbers',
      data: { feature: features[wrong] },
    });
  }
  checkCatalogue(features, catalogue);
  if (Number.isInteger(most) && most >= 1 && most <= 4) return;
  throw new TallyError('LEARN_SETTINGS', `${most} reasons cannot be told`, { hint: 'tell one to four' });
}
