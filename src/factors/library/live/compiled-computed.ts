import { computedValue } from '../computed.ts';
import type { ComputedFactor, ServedFactor } from '../definition/definition.ts';

interface Step {
  readonly at: number;
  readonly op: ComputedFactor['op'];
  /** Places of the operands, -1 for a number. */
  readonly left: number;
  readonly right: number;
  readonly leftNumber: number;
  readonly rightNumber: number;
}

/** Fills in the computed factors of a vector in the order of their definitions. */
export function compileComputed(factors: readonly ServedFactor[]): (vector: Float64Array) => void {
  const places = new Map(factors.map(({ name }, index) => [name, index]));
  const steps = factors.flatMap((factor, at): Step[] => {
    if (factor.kind !== 'computed') return [];
    const [left = NaN, right = NaN] = factor.of;
    const place = (operand: string | number): number =>
      typeof operand === 'number' ? -1 : (places.get(operand) ?? -1);
    const number = (operand: string | number): number => (typeof operand === 'number' ? operand : NaN);
    const [leftNumber, rightNumber] = [number(left), number(right)];
    return [{ at, op: factor.op, left: place(left), right: place(right), leftNumber, rightNumber }];
  });
  return (vector) => {
    for (let i = 0; i < steps.length; i++) {
      const { at, op, left, right, leftNumber, rightNumber } = steps[i] as Step;
      const a = left < 0 ? leftNumber : (vector[left] as number);
      const b = right < 0 ? rightNumber : (vector[right] as number);
      vector[at] = computedValue(op, a, b);
    }
  };
}
