import type { CommandGroup } from '../command.ts';
import { addClv } from './identity/clv.ts';
import { addEval } from './identity/eval.ts';
import { addExplain } from './identity/explain-command.ts';
import { addLink } from './identity/link.ts';

/** `tally identity ...`: who is who in files, without a server. */
export const identityCommands: CommandGroup = (program) => {
  const group = program.command('identity').description('link records, judge links, value customers');
  addLink(group);
  addExplain(group);
  addEval(group);
  addClv(group);
};
