import type { OccasionModel, Purchases, PurchaseModel } from '#identity';
import type { ClvModels } from './clv.ts';
import { customerValues } from './clv-values.ts';
import type { CustomerPurchases } from './read-purchases.ts';

interface ModelAnswer {
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  /** Sum over all customers of what each is expected to buy within the horizon. */
  readonly expectedPurchases?: number;
  /** Mean chance of customers that they have not stopped. */
  readonly meanProbabilityAlive?: number;
}

/** What `identity clv` answers. */
export interface ClvAnswer {
  readonly customers: number;
  readonly repeatBuyers: number;
  readonly unit: string;
  readonly horizon: number;
  readonly models: Readonly<Record<string, ModelAnswer>>;
  /** Sum of expected purchases times expected spend (BG/NBD and Gamma-Gamma). */
  readonly totalValue?: number;
}

export function modelReport(customers: CustomerPurchases, fitted: ClvModels): ClvAnswer {
  const answers = Object.entries(fitted.models).map(([key, model]) => [
    key,
    modelAnswer(customers, model, fitted.horizon),
  ]);
  const { spend } = fitted;
  const models: Record<string, ModelAnswer> = Object.fromEntries(answers);
  if (spend !== undefined) {
    models['gammaGamma'] = { parameters: { ...spend.parameters }, logLikelihood: spend.logLikelihood };
  }
  const total =
    spend === undefined ? undefined : customerValues(customers, fitted).value?.reduce((sum, value) => sum + value, 0);
  return { ...counts(customers), horizon: fitted.horizon, models, ...(total !== undefined && { totalValue: total }) };
}

export function occasionReport(customers: CustomerPurchases, model: OccasionModel, horizon: number): ClvAnswer {
  const expectedPurchases = sumOver(customers, (customer) => model.expectedPurchases(horizon, customer));
  const { customers: all } = counts(customers);
  const meanProbabilityAlive = sumOver(customers, (customer) => model.probabilityAlive(customer, 1)) / all;
  const parameters = { ...model.parameters };
  const bgBb = { parameters, logLikelihood: model.logLikelihood, expectedPurchases, meanProbabilityAlive };
  return { ...counts(customers), unit: 'occasion', horizon, models: { bgBb } };
}

function modelAnswer(customers: CustomerPurchases, model: PurchaseModel, horizon: number): ModelAnswer {
  const { customers: all } = counts(customers);
  return {
    parameters: model.parameters,
    logLikelihood: model.logLikelihood,
    expectedPurchases: sumOver(customers, (customer) => model.expectedPurchases(horizon, customer)),
    meanProbabilityAlive: sumOver(customers, (customer) => model.probabilityAlive(customer)) / all,
  };
}

function counts(customers: CustomerPurchases): Pick<ClvAnswer, 'customers' | 'repeatBuyers' | 'unit'> {
  return {
    customers: sumOver(customers, () => 1),
    repeatBuyers: sumOver(customers, ({ frequency }) => (frequency > 0 ? 1 : 0)),
    unit: customers.unit,
  };
}

function sumOver({ summary }: CustomerPurchases, value: (customer: Purchases) => number): number {
  const { frequency, recency, age, weight } = summary;
  let sum = 0;
  for (let row = 0; row < frequency.length; row++) {
    const customer = { frequency: frequency[row] as number, recency: recency[row] as number, age: age[row] as number };
    sum += (weight?.[row] ?? 1) * value(customer);
  }
  return sum;
}

/** The answer for people. */
export function describeClv(answer: ClvAnswer): string {
  const lines = Object.entries(answer.models).map(([name, model]) => {
    const parameters = Object.entries(model.parameters).map(([key, value]) => `${key} ${value.toFixed(4)}`);
    const ahead =
      model.expectedPurchases === undefined ? '' : `, ${model.expectedPurchases.toFixed(1)} purchases ahead`;
    return `${name.padEnd(14)} ${parameters.join('  ')}  (log-likelihood ${model.logLikelihood.toFixed(2)}${ahead})`;
  });
  const head = `${answer.customers} customers, ${answer.repeatBuyers} bought again; ${answer.horizon} ${answer.unit}s ahead`;
  const value = answer.totalValue === undefined ? [] : [`value of all customers: ${answer.totalValue.toFixed(2)}`];
  return [head, ...lines, ...value].join('\n');
}
