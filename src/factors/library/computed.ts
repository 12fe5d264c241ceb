import { log } from '#base';
import { settled } from './settled.ts';
import type { ComputedFactor, LibraryFactor } from './definition/definition.ts';

/** The value of arithmetic on numbers; NaN when one is missing, a divisor is zero or a logarithm has no value. */
export function computedValue(op: ComputedFactor['op'], a: number, b: number): number {
  switch (op) {
    case 'ratio':
      return b === 0 ? NaN : settled(a / b);
    case 'difference':
      return settled(a - b);
    case 'product':
      return settled(a * b);
    case 'sum':
      return settled(a + b);
    case 'log':
      return a > 0 ? settled(log(a)) : NaN;
    case 'at_least':
      return a >= b ? 1 : a < b ? 0 : NaN;
  }
}

/** Fills the columns of computed factors from the columns before them; returns how many divisors were zero. */
export function fillComputed(factors: readonly LibraryFactor[], columns: readonly Float64Array[]): number {
  const places = new Map(factors.map(({ name }, index) => [name, index]));
  let zeros = 0;
  factors.forEach((factor, index) => {
    if (factor.kind === 'window') return;
    const out = columns[index] as Float64Array;
    const [a = () => NaN, b = () => NaN] = factor.of.map((operand) => {
      if (typeof operand === 'number') return () => operand;
      const column = columns[places.get(operand) ?? -1] as Float64Array;
      return (row: number) => column[row] as number;
    });
    for (let row = 0; row < out.length; row++) {
      if (factor.op === 'ratio' && b(row) === 0) zeros++;
      out[row] = computedValue(factor.op, a(row), b(row));
    }
  });
  return zeros;
}
