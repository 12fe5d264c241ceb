import { TallyError } from '#base';

export interface TrainOptions {
  readonly args: readonly string[];
  readonly label?: string;
  readonly learner: string;
  readonly params?: string;
  readonly factors?: string;
  readonly windowDays?: string;
  readonly seed?: string;
  readonly challenge?: boolean;
  readonly why: string;
  readonly key?: string;
  readonly daily?: string;
}

const LEARNERS = ['gbdt', 'logit', 'forest', 'scorecard'] as const;

/** What the API is asked for. @throws TallyError `CLI_LEARNER`, `CLI_TRAIN_OPTION`. */
export function trainingRequest(options: TrainOptions) {
  const { args, label, params, factors, windowDays, seed, challenge, why } = options;
  const learner = LEARNERS.find((known) => known === options.learner);
  if (learner === undefined) {
    throw new TallyError('CLI_LEARNER', `there is no learner "${options.learner}" for the registry`, {
      hint: `use one of: ${LEARNERS.join(', ')}`,
    });
  }
  return {
    purpose: args[0] ?? '',
    learner,
    why,
    intent: challenge === true ? ('challenge' as const) : ('candidate' as const),
    ...(label === undefined ? {} : { label }),
    ...(params === undefined ? {} : { settings: settingsOf(params) }),
    ...(factors === undefined ? {} : { factors: factors.split(',') }),
    ...(windowDays === undefined ? {} : { windowDays: numberOf('--window-days', windowDays) }),
    ...(seed === undefined ? {} : { seed: numberOf('--seed', seed) }),
  };
}

function settingsOf(text: string): Record<string, unknown> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      if (name === '' || value === '') throw wrong('--params', text, 'write it as trees=200,maxDepth=3');
      return [name, Number.isFinite(Number(value)) ? Number(value) : value];
    }),
  );
}

function numberOf(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw wrong(option, text, 'give a whole number');
}

function wrong(option: string, text: string, hint: string): TallyError {
  return new TallyError('CLI_TRAIN_OPTION', `${option} cannot be "${text}"`, { hint });
}
