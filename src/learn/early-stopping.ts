import { shuffle, type Rng } from '#base';

/** Weights in the making. */
export interface EpochLearner<T> {
  /** Takes these rows once, in this order. */
  learn(order: Int32Array): void;
  /** Mean loss of these training rows, or of the validation rows when there are none given. */
  loss(rows: Int32Array | undefined): number;
  /** The weights as they are now; later epochs leave them alone. */
  result(): T;
}

/** How a fit by epochs is run. */
export interface EpochPlan<T> {
  readonly rows: number;
  readonly hasValid: boolean;
  readonly settings: { readonly epochs: number; readonly holdout: number; readonly patience: number };
  readonly rng: Rng;
  /** Runs after each epoch and may throw to stop. */
  readonly step: (validLoss?: number) => Promise<void>;
  /** Fresh weights: the same at each call. */
  start(): EpochLearner<T>;
}

/** The weights and after how many epochs they were taken. */
export interface EpochResult<T> {
  readonly result: T;
  readonly epochs: number;
}

/** Fewer held-out rows than this tell nothing. */
const LEAST_HELD = 20;

/**
 * Early stopping: validation rows keep the best epoch's weights; without them, held-out rows tell how many epochs to take
 * on all rows from a fresh start.
 */
export async function fitEpochs<T>(plan: EpochPlan<T>): Promise<EpochResult<T>> {
  const all = Int32Array.from({ length: plan.rows }, (_, row) => row);
  const { epochs, holdout } = plan.settings;
  if (plan.hasValid) return runEpochs(plan, { order: all, epochs, watch: 'valid' });
  const held = Math.floor(plan.rows * holdout);
  if (held < LEAST_HELD) return runEpochs(plan, { order: all, epochs, watch: undefined });
  const dealt = shuffle(all.slice(), plan.rng.fork('holdout'));
  const trial = await runEpochs(plan, { order: dealt.slice(held), epochs, watch: dealt.subarray(0, held) });
  return runEpochs(plan, { order: all, epochs: trial.epochs, watch: undefined });
}

interface Run {
  readonly order: Int32Array;
  readonly epochs: number;
  readonly watch: Int32Array | 'valid' | undefined;
}

async function runEpochs<T>(plan: EpochPlan<T>, { order, epochs, watch }: Run): Promise<EpochResult<T>> {
  const learner = plan.start();
  const sequence = order.slice();
  let best: (EpochResult<T> & { loss: number }) | undefined;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    learner.learn(shuffle(sequence, plan.rng.fork('order', epoch)));
    const loss = watch === undefined ? undefined : learner.loss(watch === 'valid' ? undefined : watch);
    await plan.step(loss);
    if (loss === undefined) continue;
    if (best === undefined || loss < best.loss) best = { loss, epochs: epoch, result: learner.result() };
    else if (epoch - best.epochs >= plan.settings.patience) break;
  }
  return best ?? { result: learner.result(), epochs };
}
