import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { TallyError } from '#base';
import { loadModel, unknownCategories, type Model, type UnknownCategories } from '#learn';
import { createFrame, float64Column, int32Column, readTable, writeTable } from '#table';
import { runs } from '../../command.ts';

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
    .requiredOption('--model <file>', 'a model written by "tally learn train"')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .requiredOption('--out <file>', 'where to write row and score');
  runs<PredictOptions>(command, async (options, output) => {
    const model = await readModel(options.model);
    const frame = await readTable(options.data);
    const unknown = unknownCategories(frame, model.features);
    for (const { name, rows, examples } of unknown) {
      output.note(
        `warning: column "${name}" has values unknown to the model in ${rows} rows (${examples.join(', ')}): taken as missing`,
      );
    }
    const scores = model.predict(frame);
    const row = int32Column(new Int32Array(frame.rows).map((_, index) => index));
    await writeTable(createFrame({ row, score: float64Column(scores) }), options.out);
    output.result(summary(options.out, scores, unknown), describe);
  });
}

async function readModel(path: string): Promise<Model> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TallyError('CLI_MODEL_FILE', `the model file "${path}" cannot be read`, {
      hint: 'check the path',
      cause,
    });
  });
  try {
    return loadModel(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof TallyError) throw cause;
    throw new TallyError('CLI_MODEL_FILE', `"${path}" is not JSON`, {
      hint: 'use a file written by "tally learn train"',
      cause,
    });
  }
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
