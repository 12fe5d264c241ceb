import { join } from 'node:path';
import {
  profileData,
  survivalCard,
  survivalReport,
  takeTarget,
  type Metrics,
  type SurvivalAutoResult,
  type SurvivalTarget,
} from '#learn';
import { take } from '#table';
import { writeReport } from './auto-write.ts';
import type { AutoCommandOptions } from './auto.ts';
import { makeFolder, writeModel, writeText } from './model-file.ts';
import type { Problem } from './problem.ts';

/** What came of a race of survival models. */
export interface SurvivalSummary {
  readonly out: string;
  readonly race: SurvivalAutoResult['race'];
  readonly judged: Metrics;
  readonly judgedOn: string;
  readonly warnings: readonly string[];
}

interface Raced {
  readonly problem: Problem & { readonly target: SurvivalTarget };
  readonly later: Problem | undefined;
  readonly fitted: SurvivalAutoResult;
}

/** Writes model, report and card of a survival race. */
export async function writeSurvival(
  options: AutoCommandOptions,
  { problem, later, fitted }: Raced,
): Promise<SurvivalSummary> {
  const { model, race, edges, unseen } = fitted;
  const { frame, target, dates } = problem;
  await makeFolder(options.out);
  await writeModel(join(options.out, 'model.json'), model, undefined);
  const label = Float64Array.from(target.cause, (cause) => Math.min(cause, 1));
  const profile = profileData({ frame, label, dates });
  const judgedOn =
    later === undefined
      ? 'the training rows, each by models of inner folds that have not seen it'
      : `the latest ${later.frame.rows} rows, which the race has not seen`;
  const rows =
    later?.target.kind === 'survival'
      ? { frame: later.frame, target: later.target }
      : { frame: take(frame, unseen.rows), target: takeTarget(target, unseen.rows), curves: unseen.curves };
  const time = options.time ?? 'time';
  const report = survivalReport(model, { ...rows, name: time, judgedOn, edges, trained: target, race, profile });
  const { metrics: judged, warnings } = report;
  await writeReport(options.out, report);
  const event = options.event ?? 'event';
  await writeText(join(options.out, 'card.md'), survivalCard({ model, time, event, race, profile, judged, judgedOn }));
  return { out: options.out, race, judged, judgedOn, warnings };
}
