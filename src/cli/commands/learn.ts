import type { CommandGroup } from '../command.ts';
import { addCv } from './learn/cv.ts';
import { addPredict } from './learn/predict.ts';
import { addTrain } from './learn/train.ts';

/** `tally learn cv | train | predict`: models from files, without a server. */
export const learnCommands: CommandGroup = (program) => {
  const group = program.command('learn').description('train, cross-validate and apply models on files');
  addCv(group);
  addTrain(group);
  addPredict(group);
};
