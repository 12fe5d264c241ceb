import { log } from '#base';
import type { SurvivalOutcomes } from '../survival/outcomes.ts';

/**
 * Negative log-likelihood of hazards in windows (windows x rows) per row: windows that were completed, the event's window,
 * and a censored row's last window by the share of it that was observed.
 */
export function windowLoss(hazards: Float64Array, { time, event }: SurvivalOutcomes, edges: Float64Array): number {
  const rows = time.length;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const at = time[row] as number;
    for (let j = 0; j + 1 < edges.length && (edges[j] as number) < at; j++) {
      const [from, to] = [edges[j] as number, edges[j + 1] as number];
      const hazard = hazards[j * rows + row] as number;
      if (event[row] === 1 && at < to) loss -= log(Math.max(hazard, LEAST));
      else loss -= Math.min(1, (at - from) / (to - from)) * log(Math.max(1 - hazard, LEAST));
    }
  }
  return loss / rows;
}

const LEAST = 1e-15;
