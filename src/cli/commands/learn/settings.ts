import { TallyError, messageOf } from '#base';
import { estimatorKinds, estimatorOf, type Estimator, type FitOptions } from '#learn';
import { listOf, wholeNumber } from './input.ts';

/** Options that choose a learner and how it fits. */
export interface LearnerOptions {
  readonly model: string;
  readonly params?: string;
  readonly windows?: string;
  readonly windowLength?: string;
  readonly monotone?: string;
  readonly categorical?: string;
  readonly threads?: string;
  readonly seed: string;
}

/** The learner that the options name, with its settings. */
export function chosenEstimator(options: LearnerOptions): Estimator {
  const { windows, windowLength, monotone } = options;
  const settings = {
    ...paramsOf(options.params),
    ...(windows === undefined ? {} : { windows: wholeNumber('windows', windows) }),
    ...(windowLength === undefined ? {} : { windowLength: numberOf('window-length', windowLength) }),
    ...(monotone === undefined ? {} : { monotone: directionsOf(monotone) }),
  };
  return estimatorOf(options.model, settings);
}

/** Seed, threads and categorical columns of the options. */
export function fitOptions(options: LearnerOptions): FitOptions {
  return {
    seed: wholeNumber('seed', options.seed),
    threads: options.threads === undefined ? 1 : wholeNumber('threads', options.threads),
    categorical: listOf(options.categorical),
  };
}

/** For the description of `--model`. */
export const MODEL_HELP = `one of ${estimatorKinds.join(', ')}`;

/** `k=v,k=v` with values as JSON where they are JSON, otherwise as text. */
function paramsOf(text: string | undefined): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const pair of listOf(text)) {
    const at = pair.indexOf('=');
    if (at < 1) throw wrong('params', pair, 'for example --params trees=500,learningRate=0.02');
    settings[pair.slice(0, at).trim()] = valueOf(pair.slice(at + 1).trim());
  }
  return settings;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new TallyError('CLI_OPTION', messageOf(error));
    return text;
  }
}

/** `a:+,b:-` */
function directionsOf(text: string): Record<string, 1 | -1> {
  const directions: Record<string, 1 | -1> = {};
  for (const pair of listOf(text)) {
    const sign = pair.slice(pair.lastIndexOf(':') + 1).trim();
    if (pair.lastIndexOf(':') < 1 || (sign !== '+' && sign !== '-')) {
      throw wrong('monotone', pair, 'for example --monotone income:-,debt:+');
    }
    directions[pair.slice(0, pair.lastIndexOf(':')).trim()] = sign === '+' ? 1 : -1;
  }
  return directions;
}

function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && text.trim() !== '') return value;
  throw wrong(option, text, `for example --${option} 30`);
}

function wrong(option: string, text: string, hint: string): TallyError {
  return new TallyError('CLI_OPTION', `--${option} holds "${text}"`, { hint });
}
