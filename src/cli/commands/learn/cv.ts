import type { Command } from 'commander';
import {
  crossValidateTarget,
  foldsFromFrame,
  forwardFolds,
  pickRows,
  randomFolds,
  stratifiedFolds,
  type Folds,
  type IgnoredColumn,
  type Metrics,
} from '#learn';
import { readTable } from '#table';
import { runs } from '../../command.ts';
import { withDates } from './dated-auto.ts';
import { noteIgnored, wholeNumber } from './input.ts';
import { withLearner, withProblem } from './options.ts';
import { readProblem, type Problem, type ProblemOptions } from './problem.ts';
import { chosenEstimator, fitOptions, type LearnerOptions } from './settings.ts';

interface CvOptions extends ProblemOptions, LearnerOptions {
  readonly folds: string;
  readonly foldFile?: string;
}

/** Adds `learn cv`. */
export function addCv(group: Command): void {
  const command = group.command('cv').description('cross-validate a model on a file');
  withLearner(withProblem(command))
    .option('--folds <count>', 'number of folds', '5')
    .option('--fold-file <file>', 'table with the columns row (from 0) and fold');
  runs<CvOptions>(command, async (options, output) => {
    const fit = fitOptions(options);
    const problem = await readProblem(options);
    const folds = await foldsOf(options, problem, fit.seed ?? 42);
    const { target, weights, groups } = problem;
    const { estimator, frame } = withDates(chosenEstimator(options), problem);
    const validation = await crossValidateTarget(estimator, { frame, target, folds, weights, groups }, fit);
    noteIgnored(output, validation.ignored);
    output.result(summary(options.model, problem, validation), describe);
  });
}

async function foldsOf(options: CvOptions, { frame, target, dates }: Problem, seed: number): Promise<Folds> {
  if (options.foldFile !== undefined) return foldsFromFrame(await readTable(options.foldFile), frame.rows);
  const count = wholeNumber('folds', options.folds);
  if (dates !== undefined) return forwardFolds(dates, count);
  if (target.kind === 'binary') return stratifiedFolds(target.label, count, seed);
  if (target.kind === 'survival') {
    return stratifiedFolds(
      Float64Array.from(target.cause, (cause) => Math.min(cause, 1)),
      count,
      seed,
    );
  }
  return randomFolds(frame.rows, count, seed);
}

interface Summary extends Readonly<Record<string, unknown>> {
  readonly model: string;
  readonly rows: number;
  readonly folds: readonly Metrics[];
  readonly ignored: readonly IgnoredColumn[];
}

function summary(
  model: string,
  { frame, target, labels }: Problem,
  validation: Awaited<ReturnType<typeof crossValidateTarget>>,
): Summary {
  const folds = validation.folds.map(({ metrics, test }): Metrics => ({
    ...metrics,
    rows: test.length,
    ...(target.kind === 'binary' ? { bads: pickRows(target.label, test).reduce((sum, value) => sum + value, 0) } : {}),
  }));
  return {
    model,
    ...(labels === undefined ? { task: target.kind } : { positive: labels.positive }),
    rows: frame.rows,
    ...validation.mean,
    folds,
    ignored: validation.ignored,
  };
}

function describe({ model, rows, folds, ignored: _ignored, ...mean }: Summary): string {
  const names = Object.keys(folds[0] ?? {}).filter((name) => name !== 'rows' && name !== 'bads');
  const line = (label: string, metrics: Readonly<Record<string, unknown>>): string =>
    `${label}  ${names.map((name) => `${name} ${Number(metrics[name]).toFixed(4)}`).join('  ')}`;
  const lines = folds.map((fold, i) => {
    const bads = fold['bads'] === undefined ? '' : `  ${fold['bads']} of`;
    return `${line(`fold ${i}`, fold)}${bads === '' ? ' ' : bads} ${fold['rows']}`;
  });
  const event = mean['positive'] === undefined ? '' : `, event = "${String(mean['positive'])}"`;
  return [`${model}${event}, ${rows} rows`, ...lines, line('mean  ', mean)].join('\n');
}
