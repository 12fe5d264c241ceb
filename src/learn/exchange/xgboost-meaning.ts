import { log } from '#base';
import { badFile, notImported } from './import-error.ts';
import type { Meaning } from './imported-model.ts';
import type { XgboostFile } from './xgboost-file.ts';

const MEANINGS: Readonly<Record<string, Meaning>> = {
  'binary:logistic': { target: 'binary', link: 'logistic' },
  'binary:logitraw': { target: 'binary', link: 'identity' },
  'reg:logistic': { target: 'real', link: 'logistic' },
  'reg:linear': { target: 'real', link: 'identity' },
  'reg:squarederror': { target: 'real', link: 'identity' },
  'reg:squaredlogerror': { target: 'real', link: 'identity' },
  'reg:pseudohubererror': { target: 'real', link: 'identity' },
  'reg:absoluteerror': { target: 'real', link: 'identity' },
  'reg:quantileerror': { target: 'real', link: 'identity' },
  'count:poisson': { target: 'real', link: 'log' },
  'reg:gamma': { target: 'real', link: 'log' },
  'reg:tweedie': { target: 'real', link: 'log' },
  'multi:softmax': { target: 'multiclass', link: 'softmax' },
  'multi:softprob': { target: 'multiclass', link: 'softmax' },
  'rank:pairwise': { target: 'ranking', link: 'identity' },
  'rank:ndcg': { target: 'ranking', link: 'identity' },
  'rank:map': { target: 'ranking', link: 'identity' },
};

/** What the objective of an XGBoost model says. */
export function xgboostMeaning(objective: string): Meaning {
  const meaning = Object.hasOwn(MEANINGS, objective) ? MEANINGS[objective] : undefined;
  if (meaning === undefined) throw notImported(`the objective "${objective}"`);
  return meaning;
}

/** Margins before the first tree. */
export function startMargins(file: XgboostFile, { link }: Meaning): Float64Array {
  const { base, outputs, isBaseMargin } = file;
  if (base.length !== 1 && base.length !== outputs) throw badFile(`${base.length} starts for ${outputs} outputs`);
  return Float64Array.from({ length: outputs }, (_, k) => {
    const value = Math.fround(base[base.length === 1 ? 0 : k] as number);
    if (isBaseMargin) return value;
    const margin = link === 'logistic' ? -log(1 / value - 1) : link === 'log' ? log(value) : value;
    if (Number.isFinite(margin)) return margin;
    throw badFile(`${value} as the start of predictions`);
  });
}
