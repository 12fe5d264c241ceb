import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { TallyError } from '#base';
import { auc, estimatorOf, ks, logLoss, type LabelledData, type Model } from '#learn';
import { runs } from '../../command.ts';
import { noteIgnored, readLabelled, wholeNumber, type DataOptions } from './input.ts';

interface TrainOptions extends DataOptions {
  readonly model: string;
  readonly out: string;
  readonly valid?: string;
  readonly seed: string;
}

/** Adds `learn train`. */
export function addTrain(group: Command): void {
  const command = group
    .command('train')
    .description('train a model on a file and save it as JSON')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .requiredOption('--target <column>', 'column with two values')
    .requiredOption('--out <file>', 'where to write the model')
    .option('--model <kind>', 'gbdt or logit', 'gbdt')
    .option('--drop <columns>', 'columns to leave out, separated by commas')
    .option('--positive <value>', 'the value of the target that is the event')
    .option('--valid <file>', 'rows for early stopping and an honest measure')
    .option('--seed <number>', 'seed of every random choice', '42');
  runs<TrainOptions>(command, async (options, output) => {
    const estimator = estimatorOf(options.model);
    const seed = wholeNumber('seed', options.seed);
    const data = await readLabelled(options);
    const held =
      options.valid === undefined
        ? undefined
        : await readLabelled({ ...options, positive: data.positive }, options.valid);
    const valid = held && { frame: held.frame, target: { kind: 'binary', label: held.label } as const };
    const target = { kind: 'binary', label: data.label } as const;
    const model = await estimator.fit(data.frame, target, { seed, ...(valid === undefined ? {} : { valid }) });
    noteIgnored(output, model.ignored);
    await save(options.out, model, data);
    output.result(summary(options.out, model, { train: data, valid: held }), describe);
  });
}

async function save(path: string, model: Model, { positive, negative }: LabelledData): Promise<void> {
  const text = `${JSON.stringify({ ...model.save(), labels: { positive, negative } })}\n`;
  await writeFile(path, text).catch((cause: unknown) => {
    throw new TallyError('CLI_OUT_FILE', `the model cannot be written to "${path}"`, {
      hint: 'check that the folder exists and has room',
      cause,
    });
  });
}

interface Quality {
  readonly rows: number;
  readonly bads: number;
  readonly auc: number;
  readonly ks: number;
  readonly logloss: number;
}

interface Summary {
  readonly model: string;
  readonly out: string;
  readonly positive: string;
  readonly features: readonly { readonly name: string; readonly importance: number }[];
  readonly ignored: Model['ignored'];
  /** On the rows that the model has learnt: flattering. */
  readonly train: Quality;
  readonly valid: Quality | null;
}

function summary(out: string, model: Model, data: { train: LabelledData; valid: LabelledData | undefined }): Summary {
  const features = model.features.map(({ name }, f) => ({ name, importance: model.importance[f] ?? 0 }));
  features.sort((a, b) => b.importance - a.importance);
  const { positive } = data.train;
  const valid = data.valid === undefined ? null : qualityOf(model, data.valid);
  return {
    model: model.kind,
    out,
    positive,
    features,
    ignored: model.ignored,
    train: qualityOf(model, data.train),
    valid,
  };
}

function qualityOf(model: Model, { frame, label }: LabelledData): Quality {
  const scores = model.predict(frame);
  const bads = label.reduce((sum, value) => sum + value, 0);
  return { rows: frame.rows, bads, auc: auc(label, scores), ks: ks(label, scores).ks, logloss: logLoss(label, scores) };
}

function describe(result: Summary): string {
  const line = (name: string, quality: Quality): string =>
    `${name}  auc ${quality.auc.toFixed(4)}  ks ${quality.ks.toFixed(4)}  logloss ${quality.logloss.toFixed(4)}  ${quality.bads} of ${quality.rows}`;
  const top = result.features
    .slice(0, 10)
    .map(({ name, importance }) => `  ${(100 * importance).toFixed(1).padStart(5)} %  ${name}`);
  const quality = [line('train', result.train), ...(result.valid === null ? [] : [line('valid', result.valid)])];
  return [
    `${result.model} saved to ${result.out}, event = "${result.positive}"`,
    ...quality,
    'importance',
    ...top,
  ].join('\n');
}
