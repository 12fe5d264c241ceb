import type { CommandGroup } from '../command.ts';
import { addBackfill } from './factors/backfill.ts';
import { addConformance } from './factors/conformance.ts';
import { addDerive } from './factors/derive.ts';
import { addList } from './factors/list.ts';
import { addShow } from './factors/show.ts';
import { addSql } from './factors/sql.ts';

/** `tally factors ...`: what is known of an applicant, over files, without a server. */
export const factorCommands: CommandGroup = (program) => {
  const group = program.command('factors').description('list, explain, compute and derive factors');
  addList(group);
  addShow(group);
  addBackfill(group);
  addSql(group);
  addConformance(group);
  addDerive(group);
};
