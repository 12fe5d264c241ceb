import { parse, z } from '#base';
import type { Model } from '../estimator.ts';
import { movesFrom, type Actionable, type Move } from './actionable.ts';

/** A feature and what it would have to become. */
export interface FeatureChange {
  readonly feature: string;
  /** A number, a category's name, or null when missing. */
  readonly from: number | string | null;
  readonly to: number | string;
}

/** The smallest change that was found, with the score that the model gives after it. */
export interface Counterfactual {
  readonly changes: readonly FeatureChange[];
  readonly before: number;
  readonly after: number;
  /** Sum over the changes of the share of the allowed range that each takes. */
  readonly cost: number;
}

const searchSchema = z.object({
  /** The score must come to this or below. */
  threshold: z.number(),
  /** Most features that change together. */
  maxFeatures: z.number().int().min(1).max(6).default(3),
  /** Sets of features kept between one number of features and the next. */
  beam: z.number().int().min(1).max(1000).default(20),
});

/** What is wanted and what may change. */
export interface CounterfactualOptions extends z.input<typeof searchSchema> {
  readonly actionable: Actionable;
}

/**
 * What would change the decision: the fewest actionable features, and of these the least cost, that bring a risk score
 * to the threshold. One feature is searched completely. For more, each set of features keeps the states that no cheaper
 * one beats, the `beam` sets with the lowest scores go on, and the result is pulled back as far as the threshold allows.
 * The answer is scored by the model before it is given. Empty changes when the row passes as it is; undefined when nothing was found.
 *
 * @throws TallyError `LEARN_ACTIONABLE`, `LEARN_SETTINGS`.
 * @example
 * whatWouldChange(model, row, { threshold: 0.1, actionable: { debt: { direction: 'down', min: 0, max: 5e4, step: 500 } } });
 */
export function whatWouldChange(
  model: Pick<Model, 'features' | 'score'>,
  row: Float64Array,
  options: CounterfactualOptions,
): Counterfactual | undefined {
  const { actionable, ...rest } = options;
  const settings = parse(searchSchema, rest, { what: 'the search', code: 'LEARN_SETTINGS' });
  const moves = movesFrom(row, model.features, actionable);
  const work = row.slice();
  const score = (chosen: readonly Move[]): number => {
    work.set(row);
    for (const { feature, to } of chosen) work[feature] = to;
    return model.score(work);
  };
  const before = score([]);
  if (before <= settings.threshold) return { changes: [], before, after: before, cost: 0 };
  const found = search({ moves, score, ...settings });
  if (found === undefined) return undefined;
  const changes = found.map(({ feature, to }) => ({
    feature: model.features[feature]?.name ?? '',
    from: decoded(model, feature, row[feature] as number),
    to: decoded(model, feature, to) ?? '',
  }));
  return { changes, before, after: score(found), cost: costOf(found) };
}

interface Search {
  readonly moves: readonly (readonly Move[])[];
  readonly score: (chosen: readonly Move[]) => number;
  readonly threshold: number;
  readonly maxFeatures: number;
  readonly beam: number;
}

interface State {
  readonly chosen: readonly Move[];
  readonly score: number;
  readonly cost: number;
}

/** States kept of one set of features. */
const MAX_FRONT = 32;

/** Sets of features grow one by one; of each set the states that no cheaper one beats are kept. */
function search(problem: Search): readonly Move[] | undefined {
  const singles = problem.moves.map((list) => list.map((move) => stateOf(problem, [move])));
  const steps = singles.map((states) => front(states).flatMap(({ chosen }) => chosen));
  let fronts = singles;
  for (let depth = 1; depth <= problem.maxFeatures; depth++) {
    if (depth > 1) fronts = grow(problem, steps, fronts);
    const passing = fronts.flat().filter(({ score }) => score <= problem.threshold);
    if (passing.length > 0) return pulledBack(problem, cheapest(passing).chosen);
    fronts = fronts
      .map(front)
      .filter((states) => states.length > 0)
      .sort((a, b) => lowest(a) - lowest(b))
      .slice(0, problem.beam);
  }
  return undefined;
}

function stateOf({ score }: Search, chosen: readonly Move[]): State {
  return { chosen, score: score(chosen), cost: costOf(chosen) };
}

/** Every kept state with one more feature, by set of features. */
function grow(problem: Search, steps: readonly (readonly Move[])[], fronts: readonly (readonly State[])[]): State[][] {
  const bySet = new Map<string, State[]>();
  for (const states of fronts) {
    const used = (states[0] as State).chosen.map(({ feature }) => feature);
    for (const moves of steps) {
      const feature = moves[0]?.feature;
      if (feature === undefined || used.includes(feature)) continue;
      const key = [...used, feature].sort((a, b) => a - b).join(' ');
      if (bySet.has(key)) continue;
      bySet.set(
        key,
        states.flatMap(({ chosen }) => moves.map((move) => stateOf(problem, [...chosen, move]))),
      );
    }
  }
  return [...bySet.values()];
}

/** By rising cost, the states whose score is below that of every cheaper one; thinned evenly when there are many. */
function front(states: readonly State[]): State[] {
  const kept: State[] = [];
  for (const state of states.toSorted((a, b) => a.cost - b.cost || a.score - b.score)) {
    if (state.score < lowest(kept)) kept.push(state);
  }
  if (kept.length <= MAX_FRONT) return kept;
  return Array.from(
    { length: MAX_FRONT },
    (_, k) => kept[Math.round((k * (kept.length - 1)) / (MAX_FRONT - 1))] as State,
  );
}

function lowest(states: readonly State[]): number {
  return states.at(-1)?.score ?? Infinity;
}

function cheapest(states: readonly State[]): State {
  return states.reduce((best, one) => (one.cost < best.cost - 1e-12 ? one : best));
}

/** Makes each change of a passing combination as cheap as the others allow, the last first. */
function pulledBack({ moves, score, threshold }: Search, chosen: readonly Move[]): readonly Move[] {
  let held = chosen;
  for (let at = chosen.length - 1; at >= 0; at--) {
    const current = held[at] as Move;
    const cheaper = moves
      .flat()
      .filter(({ feature, cost }) => feature === current.feature && cost < current.cost)
      .find((move) => score(held.with(at, move)) <= threshold);
    if (cheaper !== undefined) held = held.with(at, cheaper);
  }
  return held;
}

function costOf(chosen: readonly Move[]): number {
  return chosen.reduce((sum, { cost }) => sum + cost, 0);
}

function decoded(model: Pick<Model, 'features'>, index: number, value: number): number | string | null {
  const feature = model.features[index];
  if (value !== value) return null;
  return feature?.kind === 'category' ? (feature.categories[value] ?? null) : value;
}
