import type { CodedRows } from './fields.ts';

/**
 * Weights of a factorisation machine. Slot s of field f has a weight and, towards field g, the vector of `factors` numbers
 * at `((s * spread) + (spread > 1 ? g : 0)) * factors`: `spread` is 1 for FM and the number of fields for FFM.
 */
export interface FactorTable {
  readonly fields: number;
  readonly factors: number;
  readonly spread: number;
  /** One number: the intercept. */
  readonly bias: Float64Array;
  readonly linear: Float64Array;
  readonly vectors: Float64Array;
}

/** An empty table. */
export function emptyTable(shape: { fields: number; slots: number; factors: number; spread: number }): FactorTable {
  const { fields, slots, factors, spread } = shape;
  const vectors = new Float64Array(slots * spread * factors);
  return { fields, factors, spread, bias: new Float64Array(1), linear: new Float64Array(slots), vectors };
}

/** Where the vector of a slot towards a field begins. */
export function vectorAt(table: FactorTable, slot: number, towards: number): number {
  return (table.spread > 1 ? slot * table.spread + towards : slot) * table.factors;
}

/** sum of w x + sum over pairs of fields of <v, v'> x x', of one coded row; without the intercept. */
export function factorMargin(table: FactorTable, coded: CodedRows, row: number): number {
  const { fields, factors, linear } = table;
  const from = row * fields;
  let sum = 0;
  for (let f = 0; f < fields; f++) {
    sum += (linear[coded.slots[from + f] as number] as number) * (coded.values[from + f] as number);
  }
  if (factors === 0) return sum;
  return sum + (table.spread > 1 ? fieldwisePairs(table, coded, from) : commonPairs(table, coded, from));
}

/** One vector per slot: half of (the square of the sum - the sum of squares), in fields x factors steps (Rendle). */
function commonPairs({ fields, factors, vectors }: FactorTable, coded: CodedRows, from: number): number {
  let pairs = 0;
  for (let k = 0; k < factors; k++) {
    let [sum, squares] = [0, 0];
    for (let f = 0; f < fields; f++) {
      const place = (coded.slots[from + f] as number) * factors + k;
      const part = (vectors[place] as number) * (coded.values[from + f] as number);
      sum += part;
      squares += part * part;
    }
    pairs += sum * sum - squares;
  }
  return pairs / 2;
}

function fieldwisePairs(table: FactorTable, { slots, values }: CodedRows, from: number): number {
  const { fields, factors, vectors } = table;
  let sum = 0;
  for (let f = 0; f < fields; f++) {
    for (let g = f + 1; g < fields; g++) {
      const a = vectorAt(table, slots[from + f] as number, g);
      const b = vectorAt(table, slots[from + g] as number, f);
      let product = 0;
      for (let k = 0; k < factors; k++) product += (vectors[a + k] as number) * (vectors[b + k] as number);
      sum += product * (values[from + f] as number) * (values[from + g] as number);
    }
  }
  return sum;
}

/**
 * d margin / d vectors of one row into `out`, fields x spread x factors: the vector of the active slot of field f towards
 * field g (for FM of all fields together).
 */
export function vectorGradient(table: FactorTable, at: { coded: CodedRows; row: number }, out: Float64Array): void {
  if (table.spread > 1) fieldwiseGradient(table, at, out);
  else commonGradient(table, at, out);
}

/** One vector per slot: x times the sum of all others, which is the sum of all less its own. */
function commonGradient(
  { fields, factors, vectors }: FactorTable,
  { coded, row }: { coded: CodedRows; row: number },
  out: Float64Array,
): void {
  const { slots, values } = coded;
  const from = row * fields;
  for (let k = 0; k < factors; k++) {
    let sum = 0;
    for (let f = 0; f < fields; f++) {
      const part = (vectors[(slots[from + f] as number) * factors + k] as number) * (values[from + f] as number);
      out[f * factors + k] = part;
      sum += part;
    }
    for (let f = 0; f < fields; f++) {
      const place = f * factors + k;
      out[place] = (values[from + f] as number) * (sum - (out[place] as number));
    }
  }
}

function fieldwiseGradient(table: FactorTable, at: { coded: CodedRows; row: number }, out: Float64Array): void {
  const { fields, factors, spread, vectors } = table;
  const { slots, values } = at.coded;
  const from = at.row * fields;
  for (let f = 0; f < fields; f++) {
    for (let g = f + 1; g < fields; g++) {
      const x = (values[from + f] as number) * (values[from + g] as number);
      const a = vectorAt(table, slots[from + f] as number, g);
      const b = vectorAt(table, slots[from + g] as number, f);
      const toA = (f * spread + g) * factors;
      const toB = (g * spread + f) * factors;
      for (let k = 0; k < factors; k++) {
        out[toA + k] = x * (vectors[b + k] as number);
        out[toB + k] = x * (vectors[a + k] as number);
      }
    }
  }
}
