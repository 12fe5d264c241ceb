import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FitOptions } from './estimator.ts';
import { checkCancelled } from './fit-input.ts';

/** Reports the next step of a fit, lets other work run and throws `LEARN_CANCELLED` once the fit is cancelled. */
export function fitSteps(options: FitOptions, steps: number): (validLoss?: number) => Promise<void> {
  let step = 0;
  return async (validLoss) => {
    step++;
    options.progress?.({ step, steps: Math.max(step, steps), ...(validLoss === undefined ? {} : { validLoss }) });
    await nextTurn();
    checkCancelled(options.cancel);
  };
}
