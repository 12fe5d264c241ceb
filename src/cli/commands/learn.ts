import type { CommandGroup } from '../command.ts';
import { addAuto } from './learn/auto.ts';
import { addBench } from './learn/bench.ts';
import { addBin } from './learn/bin.ts';
import { addCv } from './learn/cv.ts';
import { addEval } from './learn/eval.ts';
import { addExplain } from './learn/explain.ts';
import { addExport } from './learn/export.ts';
import { addImport } from './learn/import.ts';
import { addPredict } from './learn/predict.ts';
import { addReport } from './learn/report.ts';
import { addTrain } from './learn/train.ts';

/** `tally learn ...`: models from files, without a server. */
export const learnCommands: CommandGroup = (program) => {
  const group = program.command('learn').description('train, judge, explain and apply models on files');
  addCv(group);
  addTrain(group);
  addPredict(group);
  addEval(group);
  addExplain(group);
  addAuto(group);
  addReport(group);
  addBench(group);
  addBin(group);
  addExport(group);
  addImport(group);
};
