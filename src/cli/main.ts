import { Command } from 'commander';
import type { CommandGroup } from './command.ts';
import { doctorCommand } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import { importCommands } from './commands/import.ts';
import { keyCommands } from './commands/key.ts';
import { learnCommands } from './commands/learn.ts';
import { migrateCommand } from './commands/migrate.ts';
import { resetCommand } from './commands/reset.ts';
import { proofCommands } from './commands/proof.ts';
import { startCommand } from './commands/start.ts';
import { userCommands } from './commands/user.ts';
import { worldCommands } from './commands/world.ts';

const groups: readonly CommandGroup[] = [
  startCommand,
  importCommands,
  learnCommands,
  proofCommands,
  worldCommands,
  doctorCommand,
  exportCommand,
  keyCommands,
  migrateCommand,
  resetCommand,
  userCommands,
];

const program = new Command('tally')
  .description('Tallystick: an open, self-hosted intelligent lending platform')
  .showHelpAfterError('(run "tally --help" or "tally COMMAND --help" for the options)');
for (const addTo of groups) addTo(program);
await program.parseAsync();
