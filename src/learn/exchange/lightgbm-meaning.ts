import { notImported } from './import-error.ts';
import type { Meaning } from './imported-model.ts';

export interface LightgbmMeaning extends Meaning {
  /** By which leaves are multiplied. */
  readonly scale: number;
}

const PLAIN: Readonly<Record<string, Meaning>> = {
  regression: { target: 'real', link: 'identity' },
  regression_l2: { target: 'real', link: 'identity' },
  regression_l1: { target: 'real', link: 'identity' },
  huber: { target: 'real', link: 'identity' },
  fair: { target: 'real', link: 'identity' },
  quantile: { target: 'real', link: 'identity' },
  mape: { target: 'real', link: 'identity' },
  poisson: { target: 'real', link: 'log' },
  gamma: { target: 'real', link: 'log' },
  tweedie: { target: 'real', link: 'log' },
  lambdarank: { target: 'ranking', link: 'identity' },
  rank_xendcg: { target: 'ranking', link: 'identity' },
  cross_entropy: { target: 'real', link: 'logistic' },
  multiclass: { target: 'multiclass', link: 'softmax' },
};

/** What the objective line of a LightGBM model says. Without one, predictions are sums of leaves. */
export function lightgbmMeaning(objective: string | undefined, outputs: number): LightgbmMeaning {
  const [name = '', ...words] = (objective ?? '').split(/\s+/);
  if (name === '') return { target: outputs === 1 ? 'real' : 'multiclass', link: 'identity', scale: 1 };
  const scale = Number(words.find((word) => word.startsWith('sigmoid:'))?.slice('sigmoid:'.length) ?? 1);
  if (!(scale > 0 && scale < Infinity)) throw notImported(`the objective "${objective}"`);
  if (name === 'binary') return { target: 'binary', link: 'logistic', scale };
  if (name === 'multiclassova') return { target: 'multiclass', link: 'logistic', scale };
  if (name === 'regression' && words.includes('sqrt')) return { target: 'real', link: 'signed-square', scale: 1 };
  const plain = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (plain === undefined) throw notImported(`the objective "${objective}"`);
  return { ...plain, scale: 1 };
}
