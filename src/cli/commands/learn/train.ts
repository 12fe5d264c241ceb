import type { Command } from 'commander';
import { judgeModel, type FitOptions, type JudgedRows, type Metrics, type Model, type ValidationData } from '#learn';
import { runs } from '../../command.ts';
import { byDate } from './by-date.ts';
import { withDates } from './dated-auto.ts';
import { noteIgnored } from './input.ts';
import { writeModel } from './model-file.ts';
import { withLearner, withProblem } from './options.ts';
import { readProblem, type Problem, type ProblemOptions } from './problem.ts';
import { chosenEstimator, fitOptions, type LearnerOptions } from './settings.ts';

interface TrainOptions extends ProblemOptions, LearnerOptions {
  readonly out: string;
  readonly valid?: string;
}

/** Adds `learn train`. */
export function addTrain(group: Command): void {
  const command = group.command('train').description('train a model on a file and save it as JSON');
  withLearner(withProblem(command))
    .requiredOption('--out <file>', 'where to write the model')
    .option('--valid <file>', 'rows for early stopping and an honest measure');
  runs<TrainOptions>(command, async (options, output) => {
    const fit = fitOptions(options);
    const all = await readProblem(options);
    const { learnt: train, later } = byDate(all);
    const held = options.valid === undefined ? undefined : await readValid(options, all);
    const { estimator, frame } = withDates(chosenEstimator(options), train);
    const model = await estimator.fit(frame, train.target, {
      ...fit,
      ...extras(train),
      ...(held === undefined ? {} : { valid: asValidation(held) }),
    });
    noteIgnored(output, model.ignored);
    await writeModel(options.out, model, all.labels);
    const judge = (rows: Problem | undefined): Metrics | null =>
      rows === undefined ? null : qualityOf(model, rows, train);
    output.result(
      summary(options.out, model, {
        all,
        train: qualityOf(model, train, train),
        valid: judge(held),
        later: judge(later),
      }),
      describe,
    );
  });
}

async function readValid(options: TrainOptions, { labels }: Problem): Promise<Problem> {
  return await readProblem(
    { ...options, ...(labels === undefined ? {} : { positive: labels.positive }) },
    options.valid,
  );
}

function extras({ weights, groups }: Problem): Pick<FitOptions, 'weights' | 'groups'> {
  return { ...(weights === undefined ? {} : { weights }), ...(groups === undefined ? {} : { groups }) };
}

function asValidation(problem: Problem): ValidationData {
  return { frame: problem.frame, target: problem.target, ...extras(problem) };
}

function qualityOf(model: Model, { frame, target, weights, groups }: Problem, train: Problem): Metrics {
  const judged: JudgedRows = { frame, target, weights, groups, trained: train.target };
  const bads = target.kind === 'binary' ? { bads: target.label.reduce((sum, value) => sum + value, 0) } : {};
  return { ...judgeModel(model, judged), rows: frame.rows, ...bads };
}

interface Summary {
  readonly model: string;
  readonly out: string;
  readonly positive: string | null;
  readonly features: readonly { readonly name: string; readonly importance: number }[];
  readonly ignored: Model['ignored'];
  /** On the rows that the model has learnt: flattering. */
  readonly train: Metrics;
  readonly valid: Metrics | null;
  /** With --date: the latest rows, which it has not seen. */
  readonly outOfTime: Metrics | null;
}

function summary(
  out: string,
  model: Model,
  data: { all: Problem; train: Metrics; valid: Metrics | null; later: Metrics | null },
): Summary {
  const features = model.features.map(({ name }, f) => ({ name, importance: model.importance[f] ?? 0 }));
  features.sort((a, b) => b.importance - a.importance);
  return {
    model: model.kind,
    out,
    positive: data.all.labels?.positive ?? null,
    features,
    ignored: model.ignored,
    train: data.train,
    valid: data.valid,
    outOfTime: data.later,
  };
}

/** A line of metrics. */
export function metricLine(name: string, metrics: Metrics): string {
  const { rows, bads, ...rest } = metrics;
  const numbers = Object.entries(rest).map(([key, value]) => `${key} ${value.toFixed(4)}`);
  const size = bads === undefined ? `${rows} rows` : `${bads} of ${rows}`;
  return `${name}  ${numbers.join('  ')}  ${size}`;
}

function describe(result: Summary): string {
  const top = result.features
    .slice(0, 10)
    .map(({ name, importance }) => `  ${(100 * importance).toFixed(1).padStart(5)} %  ${name}`);
  const event = result.positive === null ? '' : `, event = "${result.positive}"`;
  return [
    `${result.model} saved to ${result.out}${event}`,
    metricLine('train', result.train),
    ...(result.valid === null ? [] : [metricLine('valid', result.valid)]),
    ...(result.outOfTime === null ? [] : [metricLine('later', result.outOfTime)]),
    'importance',
    ...top,
  ].join('\n');
}
