import { log } from '#base';
import { columnOf } from '#table';
import { attainable } from '../truth.ts';
import type { ClickLog } from './click-log.ts';

/** What a log holds and how well the best possible model could do on it. */
export interface ClickFigures {
  readonly impressions: number;
  readonly clicks: number;
  readonly clickRate: number;
  /** Mean log-loss, nats, of saying the click rate every time. */
  readonly plainLogLoss: number;
  /** Of saying the true probability. */
  readonly attainableLogLoss: number;
  /** The difference: what there is to gain. */
  readonly attainableGain: number;
  /** Null where nobody, or everybody, clicked. */
  readonly attainableAuc: number | null;
}

/** The figures of a log. */
export function clickFigures({ frame, truth }: ClickLog): ClickFigures {
  const clicked = columnOf(frame, 'clicked', 'int32').values;
  const probability = columnOf(truth, 'true_click_probability', 'float64').values;
  const rows = clicked.length;
  const clicks = clicked.reduce((sum, click) => sum + click, 0);
  const rate = clicks / rows;
  const isMixed = clicks > 0 && clicks < rows;
  const plainLogLoss = isMixed ? -(rate * log(rate) + (1 - rate) * log(1 - rate)) : 0;
  const loss = probability.reduce((sum, p, row) => sum - log(clicked[row] === 1 ? p : 1 - p), 0);
  return {
    ...{ impressions: rows, clicks, clickRate: rate, plainLogLoss, attainableLogLoss: loss / rows },
    attainableGain: plainLogLoss - loss / rows,
    attainableAuc: isMixed ? attainable(Array.from(probability), Array.from(clicked)).auc : null,
  };
}
