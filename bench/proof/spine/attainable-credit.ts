import { auc, ks, ksRatioBootstrap } from '#learn';
import { outOfTime } from '../out-of-time.ts';
import type { ProofPart } from '../row.ts';

const TARGET = 0.85;
const FEWEST_BADS = 2000;

/**
 * The platform's credit model against the true default probability on the applications of the last three months, all of
 * them, both scored against the same counterfactual default.
 */
export const attainableCredit: ProofPart = {
  name: 'attainable-credit',
  async run(options) {
    const { truth, credit, known, events, eventsPerSecond } = await outOfTime(options);
    const labels = Float64Array.from(truth, (row) => row.defaultsIfGranted);
    const best = Float64Array.from(truth, (row) => row.trueDefaultProbability);
    const bads = labels.reduce((sum, label) => sum + label, 0);
    const share = ksRatioBootstrap(labels, { of: credit, against: best }, { seed: options.seed });
    const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
    return [
      {
        metric: 'credit: out-of-time KS as a share of the attainable KS',
        value: `${percent(share.value)} (95 % interval ${percent(share.low)} to ${percent(share.high)})`,
        target: `>= ${percent(TARGET)}`,
        pass: share.value >= TARGET,
      },
      {
        metric: 'credit: KS and AUC of the model / attainable',
        value: `${ks(labels, credit).ks.toFixed(4)}, ${auc(labels, credit).toFixed(4)} / ${ks(labels, best).ks.toFixed(4)}, ${auc(labels, best).toFixed(4)}`,
        target: '-',
        pass: undefined,
      },
      {
        metric: 'credit: out-of-time bads among all applications',
        value: `${bads} of ${truth.length}`,
        target: `>= ${FEWEST_BADS}`,
        pass: bads >= FEWEST_BADS,
      },
      {
        metric: 'credit: labels known at the cut, events lived',
        value: `${known.credit.rows} (${known.credit.events} bad), ${events} events at ${eventsPerSecond}/s`,
        target: '-',
        pass: undefined,
      },
    ];
  },
};
