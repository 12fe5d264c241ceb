import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { systemClock, TallyError } from '#base';
import {
  autoFit,
  modelCard,
  pickRows,
  profileData,
  reportData,
  reportHtml,
  takeTarget,
  type AutoResult,
  type Metrics,
} from '#learn';
import { drop, take, type Frame } from '#table';
import { runs } from '../../command.ts';
import { listOf, wholeNumber } from './input.ts';
import { writeModel, writeText } from './model-file.ts';
import { withProblem } from './options.ts';
import { readProblem, type Problem, type ProblemOptions } from './problem.ts';

interface AutoCommandOptions extends ProblemOptions {
  readonly out: string;
  readonly budget: string;
  readonly seed: string;
  readonly threads: string;
  readonly categorical?: string;
  readonly groupColumn?: string;
}

/** Share of the rows, the latest ones, that judge the winner with `--date`. */
const LATEST = 0.2;

/** Adds `learn auto`. */
export function addAuto(group: Command): void {
  const command = group
    .command('auto')
    .description('let scorecards, regressions, trees and their blend race, and report');
  withProblem(command)
    .requiredOption('--out <folder>', 'where to write model.json, report.html, report.json and card.md')
    .option('--budget <seconds>', 'time for the race', '120')
    .option('--group-column <column>', 'protected column: left out of the model, compared in the report')
    .option('--categorical <columns>', 'numeric columns whose values are names')
    .option('--threads <count>', 'threads that share the work; the model is the same', '1')
    .option('--seed <number>', 'seed of every random choice', '42');
  runs<AutoCommandOptions>(command, async (options, output) => {
    const budget = wholeNumber('budget', options.budget);
    if (budget < 1) throw new TallyError('CLI_OPTION', `--budget is ${budget}`, { hint: 'give 1 second or more' });
    const problem = await readProblem(options);
    const { learnt, later } = byDate(problem);
    const input = withoutGroup(learnt.frame, options.groupColumn);
    const fitted = await autoFit(
      { frame: input, target: learnt.target },
      {
        seed: wholeNumber('seed', options.seed),
        threads: wholeNumber('threads', options.threads),
        categorical: listOf(options.categorical),
        time: { budget, clock: systemClock },
        ...(learnt.weights === undefined ? {} : { weights: learnt.weights }),
        ...(learnt.dates === undefined ? {} : { dates: learnt.dates }),
        progress: ({ step, steps }) => output.note(`candidate ${step} of ${steps}`),
      },
    );
    const files = await writeResults(options, { problem: learnt, later, fitted, frame: input });
    for (const warning of files.warnings) output.note(`warning: ${warning}`);
    output.result({ ...summaryOf(fitted), ...files }, describe);
  });
}

function withoutGroup(frame: Frame, group: string | undefined): Frame {
  return group === undefined || !frame.names.includes(group) ? frame : drop(frame, [group]);
}

interface Written {
  readonly problem: Problem;
  readonly later: Problem | undefined;
  readonly fitted: AutoResult;
  /** The training rows without the protected column. */
  readonly frame: Frame;
}

interface WrittenFiles {
  readonly out: string;
  readonly judged: Metrics;
  readonly judgedOn: string;
  readonly warnings: readonly string[];
}

async function writeResults(
  options: AutoCommandOptions,
  { problem, later, fitted, frame }: Written,
): Promise<WrittenFiles> {
  const { model, race, scores } = fitted;
  await mkdir(options.out, { recursive: true }).catch((cause: unknown) => {
    throw new TallyError('CLI_OUT_FILE', `"${options.out}" cannot be made`, {
      hint: 'name a folder that may be written',
      cause,
    });
  });
  await writeModel(join(options.out, 'model.json'), model, problem.labels);
  const label = labelsOf(problem);
  const profile = profileData({ frame, label, dates: problem.dates });
  const isLater = later !== undefined;
  const judgedRows = later ?? problem;
  const judgedScores = isLater ? model.predict(later.frame) : scores;
  const judgedOn = isLater
    ? `the latest ${later.frame.rows} rows, which the race has not seen`
    : 'the training rows, each by models of inner folds that have not seen it';
  const report = reportData(model, {
    frame: judgedRows.frame,
    label: labelsOf(judgedRows),
    scores: judgedScores,
    target: options.target ?? '',
    event: problem.labels?.positive ?? '1',
    judgedOn,
    train: frame,
    ...(judgedRows.dates === undefined ? {} : { dates: judgedRows.dates }),
    ...(options.groupColumn === undefined ? {} : { protectedColumn: options.groupColumn }),
    race,
    profile,
  });
  const judged = report.kind === 'binary' ? report.metrics : {};
  await writeText(join(options.out, 'report.json'), `${JSON.stringify(report, null, 1)}\n`);
  await writeText(join(options.out, 'report.html'), reportHtml(report));
  const card = modelCard({
    model,
    target: options.target ?? '',
    event: problem.labels?.positive ?? '1',
    race,
    profile,
    judged,
    judgedOn,
  });
  await writeText(join(options.out, 'card.md'), card);
  return { out: options.out, judged, judgedOn, warnings: [...profile.warnings, ...race.adjustments] };
}

function labelsOf({ target }: Problem): Float64Array {
  return target.kind === 'binary' ? target.label : new Float64Array(0);
}

/** With dates: the earlier rows race, the latest judge the winner. */
function byDate(problem: Problem): { readonly learnt: Problem; readonly later: Problem | undefined } {
  const { dates, frame } = problem;
  if (dates === undefined) return { learnt: problem, later: undefined };
  const limit = dates.slice().sort()[Math.floor((1 - LATEST) * frame.rows)] as number;
  const rows = Int32Array.from(dates.keys());
  const learnt = partOf(
    problem,
    rows.filter((row) => (dates[row] as number) < limit),
  );
  const later = partOf(
    problem,
    rows.filter((row) => (dates[row] as number) >= limit),
  );
  if (learnt.frame.rows > 0) return { learnt, later };
  throw new TallyError('CLI_COLUMN', 'all rows have the same date', { hint: 'leave --date out, or give earlier rows' });
}

function partOf(problem: Problem, rows: Int32Array): Problem {
  const { frame, target, weights, dates } = problem;
  return {
    ...problem,
    frame: take(frame, rows),
    target: takeTarget(target, rows),
    weights: weights && pickRows(weights, rows),
    dates: dates && pickRows(dates, rows),
  };
}

interface Summary extends WrittenFiles {
  readonly winner: string;
  readonly members: AutoResult['race']['members'];
  readonly auc: number;
  readonly candidates: AutoResult['race']['candidates'];
}

function summaryOf({ race }: AutoResult): Omit<Summary, keyof WrittenFiles> {
  return { winner: race.winner, members: race.members, auc: race.auc, candidates: race.candidates };
}

function describe({ out, winner, members, auc, candidates, judged, judgedOn }: Summary): string {
  const lines = candidates.map(
    ({ name, auc: own, note }) =>
      `  ${own === null ? '     -' : own.toFixed(4)}  ${name}${note === '' ? '' : `  (${note})`}`,
  );
  return [
    `winner: ${winner} = ${members.map(({ name, weight }) => `${weight.toFixed(2)} ${name}`).join(' + ')}`,
    `AUC on inner folds ${auc.toFixed(4)}`,
    ...lines,
    `judged on ${judgedOn}: ${Object.entries(judged)
      .map(([name, value]) => `${name} ${value.toFixed(4)}`)
      .join('  ')}`,
    `model.json, report.html, report.json and card.md are in ${out}`,
  ].join('\n');
}
