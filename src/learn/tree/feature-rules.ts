import { TallyError } from '#base';
import type { Feature } from '../feature.ts';
import type { GbdtParameters } from './parameters.ts';

/** Constraints by feature number. */
export interface FeatureRules {
  readonly monotone: Int8Array;
  readonly interactions: readonly ReadonlySet<number>[];
}

/**
 * Constraints by name as constraints by number.
 *
 * @throws TallyError `LEARN_MONOTONE`, `LEARN_INTERACTION` when a name is no feature.
 */
export function featureRules(
  features: readonly Feature[],
  { monotone, interactions }: Pick<GbdtParameters, 'monotone' | 'interactions'>,
): FeatureRules {
  const directions = new Int8Array(features.length);
  for (const [name, direction] of Object.entries(monotone)) {
    const index = features.findIndex((feature) => feature.name === name && feature.kind === 'number');
    if (index >= 0) directions[index] = direction;
    else {
      throw new TallyError('LEARN_MONOTONE', `"${name}" is no numeric feature of the data`, {
        hint: 'a monotone constraint needs a numeric column that is not constant',
        data: { feature: name },
      });
    }
  }
  const indexOf = (name: string): number => {
    const index = features.findIndex((feature) => feature.name === name);
    if (index >= 0) return index;
    throw new TallyError('LEARN_INTERACTION', `"${name}" is no feature of the data`, {
      hint: 'interaction sets name columns that are not constant',
      data: { feature: name },
    });
  };
  return { monotone: directions, interactions: interactions.map((names) => new Set(names.map(indexOf))) };
}
