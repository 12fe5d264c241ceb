import { TallyError } from '#base';
import type { PolicyModel } from '#decide';
import type { Model } from '#learn';

/**
 * A model on the factor vector: picks its features by name once and scores without allocation.
 *
 * @throws TallyError `SCORES_FACTOR_MISSING` when the model needs a factor that the catalogue does not have.
 */
export function deployModel(model: Model, hash: string, factors: readonly string[]): PolicyModel {
  const places = Int32Array.from(model.features, ({ name, kind }) => {
    const place = kind === 'number' ? factors.indexOf(name) : -1;
    if (place >= 0) return place;
    throw new TallyError('SCORES_FACTOR_MISSING', `the model needs ${name}, which is no numeric factor`, {
      hint: 'train it again on the factors of the present catalogue',
      status: 409,
    });
  });
  const row = new Float64Array(places.length);
  const contributions = new Float64Array(places.length);
  const encode = (values: Float64Array): Float64Array => {
    for (let i = 0; i < places.length; i++) row[i] = values[places[i] ?? 0] ?? NaN;
    return row;
  };
  return {
    hash,
    score: (values) => model.score(encode(values)),
    topFactors(values, count) {
      model.explainRow(encode(values), contributions);
      return Array.from(contributions, (value, i) => ({ value, name: model.features[i]?.name ?? '' }))
        .filter(({ value }) => value > 0)
        .sort((a, b) => b.value - a.value)
        .slice(0, count)
        .map(({ name }) => name);
    },
  };
}
