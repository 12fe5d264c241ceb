import { parse, TallyError } from '#base';
import { infiniteValue } from '../encode.ts';
import { scalarTarget } from '../target.ts';
import { binValues, type BinningData } from './bin-values.ts';
import type { Binning } from './binning.ts';
import { binningSettingsSchema, type BinningSettings } from './settings.ts';

/**
 * Checks and completes settings of binning.
 *
 * @throws TallyError `LEARN_SETTINGS`.
 */
export function binningSettings(settings: Partial<BinningSettings> = {}): BinningSettings {
  const complete = parse(binningSettingsSchema, settings, { what: 'binning settings', code: 'LEARN_SETTINGS' });
  if (complete.maxBins === undefined || complete.maxBins >= complete.minBins) return complete;
  throw new TallyError('LEARN_SETTINGS', `maxBins ${complete.maxBins} is under minBins ${complete.minBins}`, {
    hint: 'raise maxBins or lower minBins',
  });
}

/**
 * The binning of one variable with the largest divergence between events and others, exact for its candidate cuts:
 * dynamic programming over consecutive pre-bins under size, difference, p-value and shape constraints. Missing values
 * and special codes have bins of their own; categories are ordered by event rate first; with periods, bins that shift
 * or turn lose value. The problem is that of Navas-Palencia, "Optimal binning" (2020), solved there by integer programming.
 *
 * @throws TallyError `LEARN_SETTINGS`, `LEARN_SHAPE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_WEIGHT`,
 * `LEARN_INFINITE`, `LEARN_BINNING_CONSTANT`, `LEARN_BINNING_INFEASIBLE`.
 *
 * @example
 * const binning = optimalBinning({ feature: 'age', values, label }, { trend: 'descending', maxBins: 6 });
 */
export function optimalBinning(data: BinningData, settings: Partial<BinningSettings> = {}): Binning {
  const complete = binningSettings(settings);
  checkRows(data);
  checkValues(data, new Set(complete.special.flat()));
  return binValues(data, complete);
}

function checkRows({ values, label, weights, periods }: BinningData): void {
  scalarTarget({ kind: 'binary', label }, values.length, ['binary']);
  for (const [name, list] of [['weights', weights] as const, ['periods', periods] as const]) {
    if (list === undefined || list.length === values.length) continue;
    throw new TallyError('LEARN_SHAPE', `${name} has ${list.length} values for ${values.length} rows`, {
      hint: 'give one value per row',
    });
  }
  if (periods?.some((period) => period < 0) === true) {
    throw new TallyError('LEARN_SHAPE', 'a period is negative', { hint: 'number the periods from 0' });
  }
  if (weights === undefined) return;
  const row = weights.findIndex((weight) => !(weight >= 0 && weight < Infinity));
  if (row !== -1) {
    throw new TallyError('LEARN_WEIGHT', `the weight of row ${row} is ${weights[row]}`, {
      hint: 'weights are finite and not negative',
      data: { row },
    });
  }
  const isWeighed = (outcome: number): boolean =>
    weights.some((weight, index) => weight > 0 && label[index] === outcome);
  if (isWeighed(0) && isWeighed(1)) return;
  throw new TallyError('LEARN_ONE_CLASS', 'all rows with a weight have the same label', {
    hint: 'give weight to rows of both outcomes',
  });
}

function checkValues({ feature, values }: BinningData, special: ReadonlySet<number>): void {
  let [first, isVaried, isAside] = [NaN, false, false];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === Infinity || value === -Infinity) throw infiniteValue(feature, row, value);
    if (value !== value || (special.size > 0 && special.has(value))) isAside = true;
    else if (first !== first) first = value;
    else if (value !== first) isVaried = true;
  }
  if (isVaried || (isAside && first === first)) return;
  const what = first === first ? `has the one value ${first}` : 'has no value';
  throw new TallyError('LEARN_BINNING_CONSTANT', `the feature "${feature}" ${what} in all ${values.length} rows`, {
    hint: 'there is nothing to divide: name another column',
    data: { feature },
  });
}
