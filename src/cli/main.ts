import { Command } from 'commander';
import type { CommandGroup } from './command.ts';

/** Groups by their commands; one is loaded when it is asked for, so that no command waits for the rooms of another. */
const groups: Readonly<Record<string, () => Promise<CommandGroup>>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  import: async () => (await import('./commands/import.ts')).importCommands,
  identity: async () => (await import('./commands/identity.ts')).identityCommands,
  learn: async () => (await import('./commands/learn.ts')).learnCommands,
  factors: async () => (await import('./commands/factors.ts')).factorCommands,
  graph: async () => (await import('./commands/graph.ts')).graphCommands,
  proof: async () => (await import('./commands/proof.ts')).proofCommands,
  world: async () => (await import('./commands/world.ts')).worldCommands,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  key: async () => (await import('./commands/key.ts')).keyCommands,
  models: async () => (await import('./commands/models.ts')).modelCommands,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  reset: async () => (await import('./commands/reset.ts')).resetCommand,
  user: async () => (await import('./commands/user.ts')).userCommands,
};

const program = new Command('tally')
  .description('Tallystick: an open, self-hosted intelligent lending platform')
  .showHelpAfterError('(run "tally --help" or "tally COMMAND --help" for the options)');
const asked = groups[process.argv[2] ?? ''];
for (const load of asked === undefined ? Object.values(groups) : [asked]) (await load())(program);
await program.parseAsync();
