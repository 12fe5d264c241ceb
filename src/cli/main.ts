import { Command } from 'commander';
import type { CommandGroup } from './command.ts';

const groups: readonly CommandGroup[] = [];

const program = new Command('tally')
  .description('Tallystick: an open, self-hosted intelligent lending platform')
  .showHelpAfterError('(run "tally --help" or "tally COMMAND --help" for the options)');
for (const addTo of groups) addTo(program);
await program.parseAsync();
