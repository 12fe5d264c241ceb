import type { NormalEquations } from './normal-equations.ts';

function softThreshold(value: number, by: number): number {
  if (value > by) return value - by;
  return value < -by ? value + by : 0;
}

/**
 * The minimum of the quadratic approximation around `from` with an elastic-net penalty, coordinate by coordinate on
 * the information matrix (so its cost does not depend on the rows).
 */
export function coordinateStep(
  equations: NormalEquations,
  from: Float64Array,
  penalty: { readonly l1: number; readonly l2: number },
): Float64Array {
  const { information } = equations;
  const n = from.length;
  const at = from.slice();
  const slope = equations.gradient.slice();
  for (let sweep = 0; sweep < 1000; sweep++) {
    let largest = 0;
    for (let j = 0; j < n; j++) {
      const curvature = information[j * n + j] as number;
      const held = at[j] as number;
      const pull = (slope[j] as number) + curvature * held;
      const next = j === 0 ? pull / curvature : softThreshold(pull, penalty.l1) / (curvature + penalty.l2);
      const change = next - held;
      if (change === 0) continue;
      at[j] = next;
      for (let k = 0; k < n; k++) slope[k] = (slope[k] as number) - change * (information[k * n + j] as number);
      largest = Math.max(largest, Math.abs(change));
    }
    if (largest < 1e-12) break;
  }
  return at;
}
