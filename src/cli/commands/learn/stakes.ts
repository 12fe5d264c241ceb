import type { Command } from 'commander';
import { TallyError } from '#base';
import { USUAL_STAKES } from '#learn';

/** What a decision earns, from the command line. */
export interface StakeOptions {
  readonly gain: string;
  readonly loss: string;
}

/** The options by which a command is told what decisions earn. */
export function withStakes(command: Command): Command {
  const { gainPerGood, lossPerBad } = USUAL_STAKES;
  return command
    .option('--gain <amount>', 'what an approved row without the event earns, per unit lent', String(gainPerGood))
    .option('--loss <amount>', 'what an approved row with the event loses, per unit lent', String(lossPerBad));
}

/** The stakes of the options. */
export function stakesOf({ gain, loss }: StakeOptions): { readonly gainPerGood: number; readonly lossPerBad: number } {
  return { gainPerGood: amountOf('gain', gain), lossPerBad: amountOf('loss', loss) };
}

function amountOf(option: string, text: string): number {
  const amount = Number(text);
  if (amount >= 0 && amount < Infinity && text.trim() !== '') return amount;
  throw new TallyError('CLI_OPTION', `--${option} is "${text}"`, { hint: 'give an amount of 0 or more, such as 0.1' });
}
