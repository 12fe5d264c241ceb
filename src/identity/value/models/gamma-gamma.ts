import { log, TallyError } from '#base';
import { maximise } from '../optimise/maximise.ts';
import { logGamma } from '../special/log-gamma.ts';

export interface GammaGammaParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

/** How much customers spend at a purchase, fitted. */
export interface SpendModel {
  readonly parameters: GammaGammaParameters;
  readonly logLikelihood: number;
  /** Mean spend expected of a customer with so many repeats of this mean amount. */
  expectedSpend(frequency: number, monetary: number): number;
}

/**
 * Gamma-Gamma (Fader, Hardie and Lee 2005): mean spend of customers with at least one repeat.
 *
 * @throws TallyError `IDENTITY_VALUE_SPEND` when fewer than two customers have repeats with a positive amount.
 */
export function fitGammaGamma(frequency: Float64Array, monetary: Float64Array): SpendModel {
  const rows = [...frequency.keys()].filter((row) => (frequency[row] as number) > 0 && (monetary[row] as number) > 0);
  if (rows.length < 2) {
    throw new TallyError('IDENTITY_VALUE_SPEND', `${rows.length} customers have repeats with a positive amount`, {
      hint: 'a model of spend needs two or more; check the column of amounts',
    });
  }
  const mean = rows.reduce((sum, row) => sum + (monetary[row] as number), 0) / rows.length;
  const fit = maximise(([p = 0, q = 0, v = 0]) => {
    let sum = 0;
    for (const row of rows) sum += likelihood({ p, q, v }, frequency[row] as number, (monetary[row] as number) / mean);
    return sum;
  }, 3);
  const [p = 0, q = 0, v = 0] = fit.parameters;
  return { ...gammaGamma({ p, q, v: v * mean }), logLikelihood: fit.logLikelihood - rows.length * log(mean) };
}

function likelihood({ p, q, v }: GammaGammaParameters, x: number, spend: number): number {
  const shape = p * x;
  const gammas = logGamma(shape + q) - logGamma(shape) - logGamma(q);
  return gammas + q * log(v) + (shape - 1) * log(spend) + shape * log(x) - (shape + q) * log(x * spend + v);
}

/** The model with given parameters. */
export function gammaGamma(parameters: GammaGammaParameters): SpendModel {
  const { p, q, v } = parameters;
  return {
    parameters,
    logLikelihood: NaN,
    expectedSpend: (frequency, monetary) => {
      const x = monetary > 0 ? frequency : 0;
      return (p * (v + x * monetary)) / (p * x + q - 1);
    },
  };
}
