import type { Command } from 'commander';
import {
  aucInterval,
  calibrationCurve,
  calibrationError,
  judgeModel,
  ksBootstrap,
  type Interval,
  type Metrics,
  type Model,
  type UnknownCategories,
} from '#learn';
import { runs } from '../../command.ts';
import { readModel } from './model-file.ts';
import { withProblem } from './options.ts';
import { noteUnknown } from './predict.ts';
import { readProblem, type Problem, type ProblemOptions } from './problem.ts';
import { metricLine } from './train.ts';

interface EvalOptions extends ProblemOptions {
  readonly model: string;
}

/** Adds `learn eval`. */
export function addEval(group: Command): void {
  const command = group.command('eval').description('judge a saved model on rows whose outcome is known');
  withProblem(command).requiredOption(
    '--model <file>',
    'a model written by "tally learn train" or "tally learn import"',
  );
  runs<EvalOptions>(command, async (options, output) => {
    const { model, labels } = await readModel(options.model);
    const positive = options.positive ?? labels?.positive;
    const task = options.task ?? (isGiven(options) ? undefined : taskOf(model));
    const problem = await readProblem({
      ...options,
      ...(positive === undefined ? {} : { positive }),
      ...(task === undefined ? {} : { task }),
    });
    const unknown = noteUnknown(output, problem.frame, model);
    output.result(summary(model, problem, unknown), describe);
  });
}

function isGiven({ time, group }: EvalOptions): boolean {
  return time !== undefined || group !== undefined;
}

function taskOf({ target }: Model): string | undefined {
  return ['binary', 'real', 'multiclass', 'ranking'].includes(target) ? target : undefined;
}

interface Summary extends Readonly<Record<string, unknown>> {
  readonly model: string;
  readonly rows: number;
  readonly metrics: Metrics;
  readonly intervals: Readonly<Record<string, Interval>>;
}

function summary(model: Model, problem: Problem, unknown: readonly UnknownCategories[]): Summary {
  const { frame, target, weights, groups } = problem;
  const metrics = judgeModel(model, { frame, target, weights, groups });
  const shared = { model: model.kind, rows: frame.rows, unknownCategories: unknown };
  if (target.kind !== 'binary') return { ...shared, ...metrics, metrics, intervals: {} };
  const { label } = target;
  const scores = model.predict(frame);
  const more = { gini: 2 * (metrics['auc'] as number) - 1, ece: calibrationError(calibrationCurve(label, scores)) };
  const intervals = { auc: aucInterval(label, scores), ks: ksBootstrap(label, scores) };
  const bads = label.reduce((sum, value) => sum + value, 0);
  const all = { ...metrics, ...more };
  return { ...shared, bads, ...all, metrics: all, intervals };
}

function describe({ model, rows, metrics, intervals }: Summary): string {
  const lines = Object.entries(intervals).map(
    ([name, { low, high }]) => `  ${name} with 95 % confidence ${low.toFixed(4)} to ${high.toFixed(4)}`,
  );
  return [metricLine(model, { ...metrics, rows }), ...lines].join('\n');
}
