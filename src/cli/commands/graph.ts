import type { CommandGroup } from '../command.ts';
import { addBench } from './graph/bench.ts';
import { addDetect } from './graph/detect.ts';
import { addFeatures } from './graph/features.ts';
import { addGraphalytics } from './graph/graphalytics.ts';
import { addOutliers } from './graph/outliers.ts';
import { addRun } from './graph/run.ts';
import { addSize } from './graph/size.ts';
import { addSpark } from './graph/spark.ts';

/** `tally graph ...`: relationship networks in files, without a server. */
export const graphCommands: CommandGroup = (program) => {
  const group = program.command('graph').description('run algorithms on relationship networks in files');
  addRun(group);
  addFeatures(group);
  addDetect(group);
  addOutliers(group);
  addGraphalytics(group);
  addBench(group);
  addSpark(group);
  addSize(group);
};
