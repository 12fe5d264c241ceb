import type { Command } from 'commander';
import type { Model } from '#learn';
import { createFrame, float64Column, int32Column, readTable, take, valueAt, writeTable, type Frame } from '#table';
import { runs } from '../../command.ts';
import { wholeNumber } from './input.ts';
import { readModel } from './model-file.ts';

interface ExplainOptions {
  readonly model: string;
  readonly data: string;
  readonly rows: string;
  readonly row?: string;
  readonly output: string;
  readonly out?: string;
}

/** Adds `learn explain`. */
export function addExplain(group: Command): void {
  const command = group
    .command('explain')
    .description('what each feature adds to the score of a row: contributions that sum to its margin')
    .requiredOption('--model <file>', 'a model written by "tally learn train" or "tally learn import"')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .option('--row <number>', 'one row, from 0')
    .option('--rows <count>', 'the first rows', '10')
    .option('--output <number>', 'which output, from 0: class, task, or window of a survival model', '0')
    .option('--out <file>', 'writes the contributions of all rows to a table instead');
  runs<ExplainOptions>(command, async (options, output) => {
    const { model } = await readModel(options.model);
    const frame = await readTable(options.data);
    if ('calibration' in model && model.calibration !== undefined) {
      output.note('contributions add up to the log-odds before the calibration of the model');
    }
    const which = wholeNumber('output', options.output);
    if (options.out !== undefined) {
      await writeTable(contributionTable(model, frame, which), options.out);
      return output.result({ out: options.out, rows: frame.rows }, ({ out }) => `contributions written to ${out}`);
    }
    const rows = chosenRows(options, frame.rows);
    output.result(explained(model, frame, { rows, output: which }), describe);
  });
}

function chosenRows({ row, rows }: ExplainOptions, total: number): Int32Array {
  if (row !== undefined) return Int32Array.of(Math.min(total - 1, wholeNumber('row', row)));
  return Int32Array.from({ length: Math.min(total, wholeNumber('rows', rows)) }, (_, i) => i);
}

function contributionTable(model: Model, frame: Frame, output: number): Frame {
  const { base, features, values } = model.explain(frame, output);
  const { rows } = frame;
  return createFrame([
    ['row', int32Column(new Int32Array(rows).map((_, index) => index))] as const,
    ['base', float64Column(new Float64Array(rows).fill(base))] as const,
    ...features.map((name, f) => [name, float64Column(values.slice(f * rows, (f + 1) * rows))] as const),
  ]);
}

interface Contribution {
  readonly feature: string;
  readonly value: number | string | null;
  readonly contribution: number;
}

interface Explained {
  readonly model: string;
  readonly base: number;
  readonly rows: readonly {
    readonly row: number;
    readonly score: number;
    readonly margin: number;
    /** Largest first. */
    readonly contributions: readonly Contribution[];
  }[];
}

function explained(model: Model, frame: Frame, { rows, output }: { rows: Int32Array; output: number }): Explained {
  const part = take(frame, rows);
  const scores = model.predict(part);
  const { base, features, values } = model.explain(part, output);
  return {
    model: model.kind,
    base,
    rows: Array.from(rows, (row, r) => {
      const contributions = features.map((feature, f): Contribution => {
        const column = part.columns[part.names.indexOf(feature)];
        const contribution = values[f * part.rows + r] as number;
        return { feature, value: column === undefined ? null : valueAt(column, r), contribution };
      });
      contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
      const margin = contributions.reduce((sum, { contribution }) => sum + contribution, base);
      return { row, score: scores[output * part.rows + r] as number, margin, contributions };
    }),
  };
}

function describe({ base, rows }: Explained): string {
  const lines = rows.flatMap(({ row, score, margin, contributions }) => [
    `row ${row}: score ${score.toFixed(4)}, margin ${margin.toFixed(4)} from ${base.toFixed(4)}`,
    ...contributions.slice(0, 8).map(({ feature, value, contribution }) => {
      const sign = contribution < 0 ? '-' : '+';
      return `  ${sign}${Math.abs(contribution).toFixed(4)}  ${feature} = ${value ?? 'missing'}`;
    }),
  ]);
  return lines.join('\n');
}
