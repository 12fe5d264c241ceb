import type { Rng } from '#base';
import { emptyTable, factorMargin, vectorAt, vectorGradient, type FactorTable } from './factor-table.ts';
import type { CodedRows } from './fields.ts';
import type { FactorSettings } from './settings.ts';

/** Weights that learn row by row. */
export interface RowLearner {
  readonly table: FactorTable;
  /** Takes one row whose loss has this derivative by the margin. */
  step(coded: CodedRows, row: number, slope: number): void;
}

/** Fresh weights and their update rule. `learnsBias` is false when margins start elsewhere. */
export function rowLearner(
  settings: FactorSettings,
  shape: { fields: number; slots: number; learnsBias: boolean; bias: number },
  rng: Rng,
): RowLearner {
  const factors = settings.kind === 'ftrl' ? 0 : settings.factors;
  const table = emptyTable({ ...shape, factors, spread: settings.kind === 'ffm' ? shape.fields : 1 });
  table.bias[0] = shape.bias;
  const spreadOfStart = 0.1 / Math.sqrt(Math.max(1, factors));
  for (let i = 0; i < table.vectors.length; i++) table.vectors[i] = spreadOfStart * rng.normal();
  return settings.kind === 'ftrl'
    ? ftrlLearner(table, settings, shape.learnsBias)
    : adaGradLearner(table, settings, shape.learnsBias);
}

type FtrlRule = Extract<FactorSettings, { kind: 'ftrl' }>;
type AdaGradRule = Exclude<FactorSettings, { kind: 'ftrl' }>;

/** FTRL-proximal with a rate per coordinate (McMahan et al., "Ad click prediction", KDD 2013, algorithm 1). */
function ftrlLearner(table: FactorTable, rule: FtrlRule, learnsBias: boolean): RowLearner {
  const { linear, bias, fields } = table;
  const [pull, squares] = [new Float64Array(linear.length), new Float64Array(linear.length)];
  const start = bias[0] as number;
  const own = { pull: 0, squares: 0 };
  return {
    table,
    step: (coded, row, slope) => {
      for (let f = 0; f < fields; f++) {
        const slot = coded.slots[row * fields + f] as number;
        const gradient = slope * (coded.values[row * fields + f] as number);
        const before = squares[slot] as number;
        const after = before + gradient * gradient;
        const sigma = (Math.sqrt(after) - Math.sqrt(before)) / rule.alpha;
        pull[slot] = (pull[slot] as number) + gradient - sigma * (linear[slot] as number);
        squares[slot] = after;
        linear[slot] = proximal(pull[slot] as number, after, rule);
      }
      if (!learnsBias) return;
      const sigma = (Math.sqrt(own.squares + slope * slope) - Math.sqrt(own.squares)) / rule.alpha;
      own.pull += slope - sigma * ((bias[0] as number) - start);
      own.squares += slope * slope;
      bias[0] = start + proximal(own.pull, own.squares, { ...rule, l1: 0, l2: 0 });
    },
  };
}

function proximal(pull: number, squares: number, { alpha, beta, l1, l2 }: Omit<FtrlRule, 'kind'>): number {
  if (Math.abs(pull) <= l1) return 0;
  return -(pull - (pull < 0 ? -l1 : l1)) / ((beta + Math.sqrt(squares)) / alpha + l2);
}

/** Up to so many columns learn at the full rate. */
const COLUMNS_AT_FULL_RATE = 5;

/** Weights and the sums of their squared gradients. */
interface Part {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
}

/** AdaGrad steps on weights and vectors, as in libffm (Juan, Zhuang, Chin, Lin, RecSys 2016). */
function adaGradLearner(table: FactorTable, rule: AdaGradRule, learnsBias: boolean): RowLearner {
  const { fields, factors, spread, linear, vectors, bias } = table;
  const [lines, crosses, start] = [linear, vectors, bias].map((weights) => ({
    weights,
    squares: new Float64Array(weights.length),
  })) as [Part, Part, Part];
  const gradient = new Float64Array(fields * spread * factors);
  // Steps of all columns add up in one margin: more columns take smaller ones.
  const rate = rule.learningRate * Math.min(1, COLUMNS_AT_FULL_RATE / fields);
  const descend = (part: Part, at: number, by: number): void => {
    const sum = (part.squares[at] as number) + by * by;
    part.squares[at] = sum;
    part.weights[at] = (part.weights[at] as number) - (rate * by) / Math.sqrt(1e-8 + sum);
  };
  return {
    table,
    step: (coded, row, slope) => {
      vectorGradient(table, { coded, row }, gradient);
      for (let f = 0; f < fields; f++) {
        const slot = coded.slots[row * fields + f] as number;
        const x = coded.values[row * fields + f] as number;
        descend(lines, slot, slope * x + rule.l2 * (linear[slot] as number));
        for (let g = 0; g < spread; g++) {
          if (spread > 1 && g === f) continue;
          const from = (f * spread + g) * factors;
          const to = vectorAt(table, slot, g);
          for (let k = 0; k < factors; k++) {
            const by = slope * (gradient[from + k] as number) + rule.vectorL2 * (vectors[to + k] as number);
            descend(crosses, to + k, by);
          }
        }
      }
      if (learnsBias) descend(start, 0, slope);
    },
  };
}

/** The margin of a coded row, intercept or other start included. */
export function marginFrom(table: FactorTable, at: { coded: CodedRows; row: number }, start?: number): number {
  return (start ?? (table.bias[0] as number)) + factorMargin(table, at.coded, at.row);
}
