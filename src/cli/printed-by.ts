import { Command } from 'commander';
import type { CommandGroup } from './command.ts';

/** What the commands of a group print for these words, for tests: nothing reaches the terminal. */
export async function printedBy(group: CommandGroup, words: readonly string[]): Promise<string> {
  const texts: string[] = [];
  const { write } = process.stdout;
  process.stdout.write = (text: string | Uint8Array): boolean => texts.push(String(text)) > 0;
  try {
    const program = new Command('tally');
    group(program);
    await program.parseAsync([...words], { from: 'user' });
  } finally {
    process.stdout.write = write;
  }
  return texts.join('');
}
