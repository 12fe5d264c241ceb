import type { Command } from 'commander';
import { TallyError } from '#base';
import {
  fitBgBb,
  fitBgNbd,
  fitGammaGamma,
  fitModifiedBgNbd,
  fitParetoNbd,
  readRecords,
  type PurchaseModel,
  type SpendModel,
} from '#identity';
import { writeTable } from '#table';
import { runs } from '../../command.ts';
import { describeClv, modelReport, occasionReport, type ClvAnswer } from './clv-report.ts';
import { occasionFrame, valuesFrame } from './clv-values.ts';
import { readPurchases, type ClvColumns, type CustomerPurchases } from './read-purchases.ts';

interface ClvOptions extends ClvColumns {
  readonly data: string;
  readonly horizon: string;
  readonly out?: string;
}

/** Adds `identity clv`. */
export function addClv(group: Command): void {
  const command = group
    .command('clv')
    .description('what customers will buy and be worth: BG/NBD, modified BG/NBD, Pareto/NBD, Gamma-Gamma, BG/BB')
    .requiredOption(
      '--data <file>',
      'customers (frequency, recency, T) or purchases (id, date, amount); CSV, Parquet ...',
    )
    .option('--id <column>', 'column of customers')
    .option('--date <column>', 'purchases: column of dates')
    .option('--amount <column>', 'purchases: column of amounts')
    .option('--frequency <column>', 'customers: purchases after the first')
    .option('--recency <column>', 'customers: time from the first purchase to the last')
    .option('--age <column>', 'customers: time from the first purchase to the end of the watch')
    .option('--monetary <column>', 'customers: mean amount of the repeats')
    .option('--weight <column>', 'customers: how many each row stands for')
    .option('--unit <unit>', 'unit of time that purchases are counted in: day, week, month, year', 'week')
    .option('--until <date>', 'purchases: the last day of the watch')
    .option('--horizon <time>', 'time ahead, in the unit (occasions for BG/BB)', '52')
    .option('--out <file>', 'value of each customer');
  runs<ClvOptions>(command, async (options, output) => {
    const horizon = Number(options.horizon);
    if (!(horizon > 0)) {
      throw new TallyError('CLI_OPTION', `--horizon is "${options.horizon}", no positive number`, {
        hint: 'for example 52',
      });
    }
    output.note(`reading ${options.data}`);
    const customers = readPurchases(await readRecords(options.data), options);
    output.note(`fitting ${customers.summary.frequency.length} customers`);
    if (customers.isOccasions) {
      const model = fitBgBb(customers.summary);
      if (options.out !== undefined) await writeTable(occasionFrame(customers, model, horizon), options.out);
      return output.result(occasionReport(customers, model, horizon), describeClv);
    }
    const { models, spend } = fitAll(customers);
    const answer: ClvAnswer = modelReport(customers, { models, spend, horizon });
    if (options.out !== undefined) await writeTable(valuesFrame(customers, { models, spend, horizon }), options.out);
    output.result(answer, describeClv);
  });
}

/** The models fitted, and that of spend where there are amounts. */
export interface ClvModels {
  readonly models: Readonly<Record<'bgNbd' | 'modifiedBgNbd' | 'paretoNbd', PurchaseModel>>;
  readonly spend: SpendModel | undefined;
  readonly horizon: number;
}

function fitAll({ summary }: CustomerPurchases): Pick<ClvModels, 'models' | 'spend'> {
  const { frequency, monetary } = summary;
  const models = {
    bgNbd: fitBgNbd(summary),
    modifiedBgNbd: fitModifiedBgNbd(summary),
    paretoNbd: fitParetoNbd(summary),
  };
  return { models, spend: monetary === undefined ? undefined : fitGammaGamma(frequency, monetary) };
}
