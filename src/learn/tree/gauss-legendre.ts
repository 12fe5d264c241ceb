/** Points and weights that integrate polynomials up to degree 2 n - 1 over [0, 1] exactly. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** Halvings after which an interval is a double wide. */
const HALVINGS = 60;

/**
 * Gauss-Legendre quadrature with n points. The roots of Legendre's polynomials lie between those of the one before, so
 * halving finds them without trigonometry: the same bits on every machine.
 */
export function gaussLegendre(n: number): Quadrature {
  let roots: number[] = [];
  for (let degree = 1; degree <= n; degree++) {
    const borders = [-1, ...roots, 1];
    roots = Array.from({ length: degree }, (_, i) =>
      rootBetween(degree, borders[i] as number, borders[i + 1] as number),
    );
  }
  const weights = roots.map((x) => {
    const { derivative } = legendre(n, x);
    return 2 / ((1 - x * x) * derivative * derivative);
  });
  return {
    nodes: Float64Array.from(roots, (x) => (x + 1) / 2),
    weights: Float64Array.from(weights, (weight) => weight / 2),
  };
}

function rootBetween(degree: number, from: number, to: number): number {
  let [low, high] = [from, to];
  const isRising = legendre(degree, high).value > 0;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (legendre(degree, middle).value > 0 === isRising) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Legendre's polynomial and its derivative, by Bonnet's recursion. */
function legendre(degree: number, x: number): { value: number; derivative: number } {
  let [before, value] = [1, x];
  if (degree === 0) return { value: 1, derivative: 0 };
  for (let k = 2; k <= degree; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  const derivative = x * x === 1 ? 1 : (degree * (x * value - before)) / (x * x - 1);
  return { value, derivative };
}
