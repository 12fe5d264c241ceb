import { TallyError } from '#base';
import { fitBgNbd, type BgNbdParameters } from '../value/models/bg-nbd.ts';
import { fitGammaGamma, type GammaGammaParameters } from '../value/models/gamma-gamma.ts';
import type { PurchaseSummary } from '../value/purchase-summary.ts';

/** How customers come back and what they borrow then; undefined while too few came back to tell. */
export interface ValueModels {
  readonly purchases: BgNbdParameters | undefined;
  readonly spend: GammaGammaParameters | undefined;
}

/** Loans of a sample of customers, in days; `monetary` is the mean of the repeats. */
export type CustomerSample = PurchaseSummary & { readonly monetary: Float64Array };

/** Fits BG/NBD and Gamma-Gamma. Seconds of work for thousands of customers: see {@link fitInThread}. */
export function fitValueModels(sample: CustomerSample): ValueModels {
  try {
    const spend = fitGammaGamma(sample.frequency, sample.monetary).parameters;
    const { r = 0, alpha = 0, a = 0, b = 0 } = fitBgNbd(sample).parameters;
    return { spend, purchases: { r, alpha, a, b } };
  } catch (error) {
    if (error instanceof TallyError) return { spend: undefined, purchases: undefined };
    throw error;
  }
}
