import type { Command } from 'commander';
import { crossValidate, estimatorOf, foldsFromFrame, stratifiedFolds, type CrossValidation, type Folds } from '#learn';
import { readTable } from '#table';
import { runs } from '../../command.ts';
import { noteIgnored, readLabelled, wholeNumber, type DataOptions } from './input.ts';

interface CvOptions extends DataOptions {
  readonly model: string;
  readonly folds: string;
  readonly seed: string;
  readonly foldFile?: string;
}

/** Adds `learn cv`. */
export function addCv(group: Command): void {
  const command = group
    .command('cv')
    .description('cross-validate a model on a file')
    .requiredOption('--data <file>', 'CSV, CSV.gz, TSV, Parquet or Arrow')
    .requiredOption('--target <column>', 'column with two values')
    .option('--drop <columns>', 'columns to leave out, separated by commas')
    .option('--positive <value>', 'the value of the target that is the event')
    .option('--model <kind>', 'gbdt or logit', 'gbdt')
    .option('--folds <count>', 'number of folds', '5')
    .option('--seed <number>', 'seed of folds and model', '42')
    .option('--fold-file <file>', 'table with the columns row (from 0) and fold');
  runs<CvOptions>(command, async (options, output) => {
    const estimator = estimatorOf(options.model);
    const seed = wholeNumber('seed', options.seed);
    const { frame, label, positive } = await readLabelled(options);
    const folds = await foldsOf(options, label, seed);
    const result = await crossValidate(estimator, { frame, label, folds }, { seed });
    noteIgnored(output, result.ignored);
    const { scores, ...numbers } = result;
    output.result({ model: options.model, positive, rows: scores.length, ...numbers }, describe);
  });
}

async function foldsOf(options: CvOptions, label: Float64Array, seed: number): Promise<Folds> {
  if (options.foldFile !== undefined) return foldsFromFrame(await readTable(options.foldFile), label.length);
  return stratifiedFolds(label, wholeNumber('folds', options.folds), seed);
}

function describe(result: Omit<CrossValidation, 'scores'> & { model: string; rows: number; positive: string }): string {
  const lines = result.folds.map(
    (fold, index) =>
      `fold ${index}  auc ${fold.auc.toFixed(4)}  ks ${fold.ks.toFixed(4)}  logloss ${fold.logloss.toFixed(4)}  ${fold.bads} of ${fold.rows}`,
  );
  const mean = `mean    auc ${result.auc.toFixed(4)}  ks ${result.ks.toFixed(4)}  logloss ${result.logloss.toFixed(4)}`;
  return [`${result.model}, event = "${result.positive}", ${result.rows} rows`, ...lines, mean].join('\n');
}
