import type { Command } from 'commander';
import { createOutput, type Output } from './output.ts';

/** A group of commands adds itself to the program. */
export type CommandGroup = (program: Command) => void;

/** What a command's action does with its options; a throw becomes a clear error and exit code 1. */
export type CommandAction<O> = (options: O, output: Output) => Promise<void>;

/**
 * Attaches an action (positional arguments arrive in `options.args`) and the option `--json` to a command.
 *
 * @example
 * runs<{ people: string }>(program.command('world'), async ({ people }, output) => { ... });
 */
export function runs<O extends object>(command: Command, action: CommandAction<O & { args: string[] }>): Command {
  return command.option('--json', 'print one JSON object instead of text').action(async () => {
    const options = { ...command.opts<O & { json?: boolean }>(), args: command.processedArgs.flat().map(String) };
    const output = createOutput(options.json === true);
    try {
      await action(options, output);
    } catch (error) {
      output.failure(error);
    }
  });
}
