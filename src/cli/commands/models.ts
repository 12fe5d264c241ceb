import type { CommandGroup } from '../command.ts';
import { addAlerts } from './models/alerts.ts';
import { addJobs } from './models/jobs.ts';
import { addList } from './models/list.ts';
import { addMonitor } from './models/monitor.ts';
import { addShow } from './models/show.ts';
import { addStage } from './models/stage.ts';
import { addTrain } from './models/train.ts';

/** `tally models list | show | stage | train | jobs | monitor | alerts`: the registry and what keeps models fit. */
export const modelCommands: CommandGroup = (program) => {
  const group = program.command('models').description('the registry of models: stages, training, monitoring, alerts');
  for (const add of [addList, addShow, addStage, addTrain, addJobs, addMonitor, addAlerts]) add(group);
};
