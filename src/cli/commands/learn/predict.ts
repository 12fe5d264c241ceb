import type { Command } from 'commander';
import { unknownCategories, type Model, type UnknownCategories } from '#learn';
import { createFrame, float64Column, int32Column, readTable, writeTable, type Frame } from '#table';
import { runs } from '../../command.ts';
import type { Output } from '../../output.ts';
import { readModel } from './model-file.ts';

interface PredictOptions {
  readonly model: string;
  readonly data: string;
  readonly out: string;
}

/** Adds `learn predict`. */
export function addPredict(group: Command): void {
  const command = group
    .command('predict')
    .description('score the rows of a file with a saved model')
    .requiredOption('--model <file>', 'a model written by "tally learn train" or "tally learn import"')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .requiredOption('--out <file>', 'where to write row and score');
  runs<PredictOptions>(command, async (options, output) => {
    const { model } = await readModel(options.model);
    const frame = await readTable(options.data);
    const unknown = noteUnknown(output, frame, model);
    const scores = model.predict(frame);
    await writeTable(scoreTable(model, scores, frame.rows), options.out);
    output.result(summary(options.out, scores.subarray(0, frame.rows), unknown), describe);
  });
}

/** Tells which columns hold categories that the model does not know. */
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
function scoreTable(model: Model, scores: Float64Array, rows: number): Frame {
  const row = int32Column(new Int32Array(rows).map((_, index) => index));
  const stem = model.target === 'survival' ? 'pd' : 'score';
  const outputs = Array.from({ length: model.outputs }, (_, k) => {
    const name = model.outputs === 1 ? stem : `${stem}_${k + 1}`;
    return [name, float64Column(scores.slice(k * rows, (k + 1) * rows))] as const;
  });
  return createFrame([['row', row] as const, ...outputs]);
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
