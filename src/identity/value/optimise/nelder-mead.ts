/** A function of several numbers to make small. */
export type Objective = (point: Float64Array) => number;

/** A point and the value of the function there. */
export interface Vertex {
  readonly point: Float64Array;
  readonly value: number;
}

/** Nelder and Mead's simplex search (1965) from `start`, with the usual factors; deterministic. */
export function nelderMead(objective: Objective, start: Float64Array, tolerance = 1e-9): Vertex {
  const at = (point: Float64Array): Vertex => {
    const value = objective(point);
    return { point, value: Number.isFinite(value) ? value : Number.MAX_VALUE };
  };
  const simplex = [at(start), ...start.map((_, k) => k)].map((vertex) =>
    typeof vertex === 'number' ? at(start.map((value, k) => value + (k === vertex ? 0.5 : 0))) : vertex,
  );
  for (let round = 0; round < 400 * start.length; round++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0] as Vertex;
    const worst = simplex.at(-1) as Vertex;
    if (Math.abs(worst.value - best.value) <= tolerance * (Math.abs(best.value) + tolerance)) break;
    const next = improved(simplex, at);
    if (next !== undefined) simplex[simplex.length - 1] = next;
    else
      for (let k = 1; k < simplex.length; k++) simplex[k] = at(between(best.point, (simplex[k] as Vertex).point, 0.5));
  }
  return simplex.reduce((best, vertex) => (vertex.value < best.value ? vertex : best));
}

/** A vertex to take the place of the worst, or undefined when the simplex must shrink. */
function improved(simplex: readonly Vertex[], at: (point: Float64Array) => Vertex): Vertex | undefined {
  const best = simplex[0] as Vertex;
  const worst = simplex.at(-1) as Vertex;
  const second = simplex.at(-2) as Vertex;
  const centre = best.point.map((_, k) => mean(simplex.slice(0, -1), k));
  const reflected = at(between(centre, worst.point, -1));
  if (reflected.value < best.value) {
    const expanded = at(between(centre, worst.point, -2));
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < second.value) return reflected;
  const isOutside = reflected.value < worst.value;
  const contracted = at(between(centre, isOutside ? reflected.point : worst.point, 0.5));
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : undefined;
}

function mean(vertices: readonly Vertex[], k: number): number {
  return vertices.reduce((sum, { point }) => sum + (point[k] as number), 0) / vertices.length;
}

/** from + share (to - from) */
function between(from: Float64Array, to: Float64Array, share: number): Float64Array {
  return from.map((value, k) => value + share * ((to[k] as number) - value));
}
