import type { Command } from 'commander';
import { unknownCategories, type Model, type UnknownCategories } from '#learn';
import { createFrame, float64Column, int32Column, readTable, writeTable, type Frame } from '#table';
import { runs } from '../../command.ts';
import type { Output } from '../../output.ts';
import { listOf } from './input.ts';
import { readModel } from './model-file.ts';
import { openNetwork } from './network.ts';

interface PredictOptions {
  readonly model: string;
  readonly data: string;
  readonly out: string;
  readonly features?: string;
}

/** Adds `learn predict`. */
export function addPredict(group: Command): void {
  const command = group
    .command('predict')
    .description('score the rows of a file with a saved model')
    .requiredOption(
      '--model <file>',
      'a model written by "tally learn train" or "tally learn import", or a network.onnx',
    )
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .requiredOption('--out <file>', 'where to write row and score')
    .option('--features <names>', 'of a network: the columns it reads, in order; all of the file when left out');
  runs<PredictOptions>(command, async (options, output) => {
    const { unknown, ...scored } = await scoresOf(options, output);
    await writeTable(scoreTable(scored), options.out);
    output.result(summary(options.out, scored.scores.subarray(0, scored.rows), unknown), describe);
  });
}

/** Tells which columns hold categories that the model does not know. */
export interface Scored {
  readonly scores: Float64Array;
  readonly outputs: number;
  readonly rows: number;
  readonly stem: 'pd' | 'score';
  readonly unknown: readonly UnknownCategories[];
}

async function scoresOf({ model: path, data, features }: PredictOptions, output: Output): Promise<Scored> {
  const frame = await readTable(data);
  const { rows } = frame;
  if (path.endsWith('.onnx')) {
    const network = await openNetwork(path, features === undefined ? frame.names : listOf(features));
    const { values, outputs } = await network.predict(frame);
    return { scores: values, outputs, rows, stem: 'score', unknown: [] };
  }
  const { model } = await readModel(path);
  const unknown = noteUnknown(output, frame, model);
  const stem = model.target === 'survival' ? 'pd' : 'score';
  return { scores: model.predict(frame), outputs: model.outputs, rows, stem, unknown };
}

export function noteUnknown(output: Output, frame: Frame, model: Model): readonly UnknownCategories[] {
  const unknown = unknownCategories(frame, model.features);
  for (const { name, rows, examples } of unknown) {
    output.note(
      `warning: column "${name}" has values unknown to the model in ${rows} rows (${examples.join(', ')}): taken as missing`,
    );
  }
  return unknown;
}

/** Row numbers and a column for each output: `score`, or `score_1`, `score_2` ... (of a survival model PD by window). */
function scoreTable({ scores, outputs, rows, stem }: Omit<Scored, 'unknown'>): Frame {
  const row = int32Column(new Int32Array(rows).map((_, index) => index));
  const columns = Array.from({ length: outputs }, (_, k) => {
    const name = outputs === 1 ? stem : `${stem}_${k + 1}`;
    return [name, float64Column(scores.slice(k * rows, (k + 1) * rows))] as const;
  });
  return createFrame([['row', row] as const, ...columns]);
}

interface Summary {
  readonly out: string;
  readonly rows: number;
  readonly mean: number | null;
  readonly unknownCategories: readonly UnknownCategories[];
}

function summary(out: string, scores: Float64Array, unknown: readonly UnknownCategories[]): Summary {
  const mean = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { out, rows: scores.length, mean, unknownCategories: unknown };
}

function describe({ out, rows, mean }: Summary): string {
  return `${rows} rows scored, mean ${mean === null ? '-' : mean.toFixed(4)}, written to ${out}`;
}
