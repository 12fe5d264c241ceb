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
  /** Combinations kept between one number of features and the next. */
  beam: z.number().int().min(1).max(1000).default(20),
});

/** What is wanted and what may change. */
export interface CounterfactualOptions extends z.input<typeof searchSchema> {
  readonly actionable: Actionable;
}

/**
 * What would change the decision: the fewest actionable features, and of these the least cost, that bring a risk score
 * to the threshold. One feature is searched completely; for more, the combinations with the lowest scores are kept (a
 * beam) and the result is then pulled back as far as the threshold allows. The answer is scored by the model before it
 * is given. Empty changes when the row passes as it is; undefined when nothing was found.
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
}

function search(problem: Search): readonly Move[] | undefined {
  let states: readonly State[] = [{ chosen: [], score: Infinity }];
  for (let depth = 1; depth <= problem.maxFeatures && states.length > 0; depth++) {
    const next = states.flatMap((state) => extensions(problem, state));
    const passing = next
      .filter(({ score }) => score <= problem.threshold)
      .map(({ chosen }) => pulledBack(problem, chosen));
    if (passing.length > 0) return passing.reduce((best, one) => (costOf(one) < costOf(best) - 1e-12 ? one : best));
    states = lowest(next, problem.beam);
  }
  return undefined;
}

/** For each unused feature: its cheapest move that passes, else the move with the lowest score. */
function extensions({ moves, score, threshold }: Search, { chosen }: State): State[] {
  const used = new Set(chosen.map(({ feature }) => feature));
  return moves.flatMap((list) => {
    let best: State | undefined;
    for (const move of list) {
      if (used.has(move.feature)) return [];
      const candidate = { chosen: [...chosen, move], score: score([...chosen, move]) };
      if (best === undefined || candidate.score < best.score) best = candidate;
      if (candidate.score <= threshold) return [candidate];
    }
    return best === undefined ? [] : [best];
  });
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

/** The states of lowest score, each set of features once. */
function lowest(states: readonly State[], beam: number): State[] {
  const seen = new Set<string>();
  const ordered = states.toSorted((a, b) => a.score - b.score || costOf(a.chosen) - costOf(b.chosen));
  const distinct = ordered.filter(({ chosen }) => {
    const key = chosen
      .map(({ feature }) => feature)
      .toSorted((a, b) => a - b)
      .join(' ');
    return !seen.has(key) && seen.add(key);
  });
  return distinct.slice(0, beam);
}

function costOf(chosen: readonly Move[]): number {
  return chosen.reduce((sum, { cost }) => sum + cost, 0);
}

function decoded(model: Pick<Model, 'features'>, index: number, value: number): number | string | null {
  const feature = model.features[index];
  if (value !== value) return null;
  return feature?.kind === 'category' ? (feature.categories[value] ?? null) : value;
}
