import { TallyError } from '#base';
import { nearestName } from '#table';
import type { Feature } from '../feature.ts';

/** How an applicant could change a number. */
export interface ActionableNumber {
  /** Default: both. */
  readonly direction?: 'up' | 'down' | 'both';
  readonly min: number;
  readonly max: number;
  /** Changes are whole steps from the present value. */
  readonly step: number;
}

/** The values that an applicant could change a category to. */
export interface ActionableCategory {
  readonly values: readonly string[];
}

/** What an applicant could change, by feature; whatever is not named stays as it is. */
export type Actionable = Readonly<Record<string, ActionableNumber | ActionableCategory>>;

/** A change of one feature that is open to the applicant. */
export interface Move {
  readonly feature: number;
  /** Encoded value. */
  readonly to: number;
  /** Share of the allowed range that it takes, 0 to 1; 1 for a category. */
  readonly cost: number;
}

/** Most values tried per feature. */
const MAX_STEPS = 1000;

/**
 * The moves of each actionable feature from an encoded row, cheapest first. A missing number cannot be stepped from.
 *
 * @throws TallyError `LEARN_ACTIONABLE`.
 */
export function movesFrom(row: Float64Array, features: readonly Feature[], actionable: Actionable): Move[][] {
  return Object.entries(actionable).map(([name, rule]) => {
    const index = features.findIndex((feature) => feature.name === name);
    const feature = features[index];
    if (feature === undefined) throw unknownFeature(name, features);
    const from = row[index] as number;
    if ('values' in rule) return categoryMoves({ index, feature, from }, rule);
    checkRule(name, feature, rule);
    return numberMoves(index, from, rule);
  });
}

function unknownFeature(name: string, features: readonly Feature[]): TallyError {
  const names = features.map((feature) => feature.name);
  const nearest = nearestName(name, names);
  return new TallyError('LEARN_ACTIONABLE', `the model has no feature "${name}"`, {
    hint: nearest === undefined ? 'name a feature that the model uses' : `did you mean "${nearest}"?`,
    data: { feature: name, nearest },
  });
}

function checkRule(name: string, feature: Feature, { min, max, step }: ActionableNumber): void {
  const isSound = feature.kind === 'number' && min < max && step > 0 && (max - min) / step <= MAX_STEPS;
  if (isSound) return;
  throw new TallyError('LEARN_ACTIONABLE', `"${name}" cannot move from ${min} to ${max} by ${step}`, {
    hint: `give a numeric feature min < max and a step that makes at most ${MAX_STEPS} steps, a category its values`,
    data: { feature: name, kind: feature.kind, min, max, step },
  });
}

function categoryMoves(
  at: { readonly index: number; readonly feature: Feature; readonly from: number },
  { values }: ActionableCategory,
): Move[] {
  const { feature } = at;
  const codes = values.map((value) => (feature.kind === 'category' ? feature.categories.indexOf(value) : -1));
  const wrong = codes.indexOf(-1);
  if (wrong !== -1) {
    throw new TallyError('LEARN_ACTIONABLE', `"${values[wrong]}" is no category of "${feature.name}"`, {
      hint: 'name categories that the model knows; for a number give min, max and step',
      data: { feature: feature.name, value: values[wrong] },
    });
  }
  return codes.filter((code) => code !== at.from).map((to) => ({ feature: at.index, to, cost: 1 }));
}

function numberMoves(feature: number, from: number, { direction = 'both', min, max, step }: ActionableNumber): Move[] {
  const moves: Move[] = [];
  if (from !== from) return moves;
  const reach = Math.floor(Math.max(max - from, from - min) / step + 1e-9);
  for (let k = 1; k <= Math.min(reach, 100 * MAX_STEPS); k++) {
    for (const sign of direction === 'up' ? [1] : direction === 'down' ? [-1] : [-1, 1]) {
      const to = from + sign * k * step;
      if (to >= min && to <= max) moves.push({ feature, to, cost: (k * step) / (max - min) });
    }
  }
  return moves;
}
