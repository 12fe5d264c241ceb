import type { Frame } from '#table';
import { encodeFrame, encodeTraining } from '../encode.ts';
import type { Feature } from '../feature.ts';
import { psi, type PsiResult } from './psi.ts';

/** How far the values of one feature moved. */
export interface CharacteristicStability extends PsiResult {
  readonly feature: string;
}

/**
 * Characteristic stability index: {@link psi} of each feature between two samples, the largest first. Categories are
 * compared one by one. `features` are those of a model; without them, the columns of `expected` that carry information.
 *
 * @throws TallyError `LEARN_FEATURE_MISSING`, `LEARN_FEATURE_KIND`, `LEARN_INFINITE`, `LEARN_NO_FEATURES`.
 */
export function characteristicStability(
  expected: Frame,
  actual: Frame,
  features: readonly Feature[] = encodeTraining(expected, []).features,
): CharacteristicStability[] {
  const [before, after] = [encodeFrame(expected, features), encodeFrame(actual, features)];
  const list = features.map((feature, f) => {
    const bins = feature.kind === 'category' ? Math.max(10, feature.categories.length) : 10;
    return { feature: feature.name, ...psi(before[f] as Float64Array, after[f] as Float64Array, bins) };
  });
  return list.sort((a, b) => b.psi - a.psi || (a.feature < b.feature ? -1 : 1));
}
