import type { Command } from 'commander';
import { TallyError } from '#base';
import { lenderPolicy, worldPackNames, type LoopOptions } from '#world';

/** The options that say which market to live. */
export interface MarketOptions {
  readonly people: string;
  readonly months: string;
  readonly seed: string;
  readonly pack: string;
  readonly policy: string;
}

export function addMarketOptions(command: Command): Command {
  return command
    .option('--people <n>', 'citizens of the market', '10000')
    .option('--months <n>', 'calendar months to live', '12')
    .option('--seed <n>', 'seed: the same seed gives the same market', '42')
    .option('--pack <name>', `parameter pack: ${worldPackNames.join(', ')}`, 'default')
    .option('--policy <name>', 'who gets a loan: accept-all or rules', 'rules');
}

/** Reads the options; a number that is none is refused with its name. */
export function marketOf({ people, months, seed, pack, policy }: MarketOptions): LoopOptions {
  return {
    people: wholeNumber('people', people, 1),
    months: wholeNumber('months', months, 1),
    seed: wholeNumber('seed', seed, 0),
    pack,
    policy: lenderPolicy(policy),
  };
}

/** A whole number of at least `least`; `CLI_OPTION` otherwise. */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw new TallyError('CLI_OPTION', `--${name} is "${text}"`, { hint: `give a whole number of at least ${least}` });
}
