import type { CommandGroup } from '../command.ts';
import { addClicks } from './world/clicks.ts';
import { addExport } from './world/export.ts';
import { addStats } from './world/stats.ts';

/** `tally world clicks | export | stats`: simulated lending markets with known truth. */
export const worldCommands: CommandGroup = (program) => {
  const group = program.command('world').description('simulate a lending market whose truth is known');
  addClicks(group);
  addExport(group);
  addStats(group);
};
