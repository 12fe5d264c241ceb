import type { Objective, Vertex } from './nelder-mead.ts';
import { solve } from './solve.ts';

const STEP = 1e-4;

/** Newton's method from a point near the minimum, with derivatives by central differences; never goes uphill. */
export function newton(objective: Objective, start: Vertex): Vertex {
  let best = start;
  for (let round = 0; round < 20; round++) {
    const { gradient, hessian } = derivatives(objective, best.point);
    const step = solve(hessian, gradient);
    if (step === undefined) return best;
    const next = downhill(objective, best, step);
    if (next === undefined) return best;
    const gain = best.value - next.value;
    best = next;
    if (gain < 1e-12 * Math.abs(best.value)) return best;
  }
  return best;
}

function downhill(objective: Objective, from: Vertex, step: Float64Array): Vertex | undefined {
  for (let share = 1; share > 1e-3; share /= 2) {
    const point = from.point.map((value, k) => value - share * (step[k] as number));
    const value = objective(point);
    if (value < from.value) return { point, value };
  }
  return undefined;
}

function derivatives(f: Objective, point: Float64Array): { gradient: Float64Array; hessian: Float64Array[] } {
  const n = point.length;
  const moved = (...moves: [number, number][]): number => {
    const at = point.slice();
    for (const [k, by] of moves) at[k] = (at[k] as number) + by;
    return f(at);
  };
  const centre = f(point);
  const up = Array.from({ length: n }, (_, k) => moved([k, STEP]));
  const down = Array.from({ length: n }, (_, k) => moved([k, -STEP]));
  const gradient = point.map((_, k) => ((up[k] as number) - (down[k] as number)) / (2 * STEP));
  const hessian = Array.from({ length: n }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const both = moved([i, STEP], [j, STEP]) - moved([i, STEP], [j, -STEP]);
      const other = moved([i, -STEP], [j, STEP]) - moved([i, -STEP], [j, -STEP]);
      const mixed = (both - other) / (4 * STEP * STEP);
      const own = ((up[i] as number) - 2 * centre + (down[i] as number)) / (STEP * STEP);
      const value = i === j ? own : mixed;
      (hessian[i] as Float64Array)[j] = value;
      (hessian[j] as Float64Array)[i] = value;
    }
  }
  return { gradient, hessian };
}
