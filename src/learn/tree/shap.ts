import { wasmExplainer } from './fast-shap.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { nextNode, type Forest } from './forest.ts';

/*
 * Exact Shapley values of a tree under its own training cover (path-dependent TreeSHAP: Lundberg et al., "From local
 * explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2020). The value of a
 * feature is an integral over t in [0, 1]: each feature j on the way to a leaf brings the factor z + (o - z) t, where z is the
 * share of the cover that goes along and o is 1 when the row does; the sum over coalitions is the integral of the product of
 * the other factors. The product is a polynomial, so Gauss-Legendre quadrature with half as many points as features on the
 * path gives it exactly, and all leaves below an edge share one sum.
 */

/** Adds the contributions of single trees to `out`. */
class TreeWalker {
  private readonly forest: Forest;
  private readonly leaves: Float64Array;
  private readonly points: Float64Array;
  private readonly weights: Float64Array;
  /** By depth and point: product of the factors down to the node. */
  private readonly products: Float64Array;
  /** By depth and point: sum over the leaves below of value x product. */
  private readonly sums: Float64Array;
  /** The part of `sums` whose leaves lie below another split of the same feature, which answers for them. */
  private readonly covered: Float64Array;
  /** By depth and point: the factor of the edge that leads there. */
  private readonly factors: Float64Array;
  private ownZero = 1;
  private ownOne = 1;
  /** By feature: cover share and row's share of its last split on the path, and the depth below that split (0 = none). */
  private readonly zero: Float64Array;
  private readonly one: Float64Array;
  private readonly depthOf: Int32Array;
  private row: Float64Array = new Float64Array();
  private out: Float64Array = new Float64Array();

  /** `leaves` holds the value of each leaf at its node. */
  constructor(forest: Forest, leaves: Float64Array, depth: number) {
    const { nodes, weights } = gaussLegendre(Math.max(1, Math.ceil(depth / 2)));
    const features = forest.categoryCounts.length;
    this.forest = forest;
    this.leaves = leaves;
    this.points = nodes;
    this.weights = weights;
    this.products = new Float64Array((depth + 1) * nodes.length);
    this.sums = new Float64Array((depth + 1) * nodes.length);
    this.factors = new Float64Array((depth + 1) * nodes.length);
    this.covered = new Float64Array((depth + 1) * nodes.length);
    this.zero = new Float64Array(features).fill(1);
    this.one = new Float64Array(features).fill(1);
    this.depthOf = new Int32Array(features);
  }

  walk(root: number, row: Float64Array, out: Float64Array): void {
    this.row = row;
    this.out = out;
    this.products.fill(1, 0, this.points.length);
    this.visit(root, 0);
  }

  /** Fills the sums of the node's depth, and credits the features split below it. Written out: it runs for every node. */
  private visit(node: number, depth: number): void {
    const { forest, points, sums } = this;
    const feature = forest.feature[node] as number;
    const at = depth * points.length;
    if (feature < 0) {
      const value = this.leaves[node] as number;
      for (let k = 0; k < points.length; k++) sums[at + k] = value * (this.products[at + k] as number);
      return;
    }
    const zero = this.zero[feature] as number;
    const one = this.one[feature] as number;
    const before = this.depthOf[feature] as number;
    const hot = nextNode(forest, node, this.row);
    const left = forest.left[node] as number;
    const scale = zero / (forest.cover[node] as number);
    this.depthOf[feature] = depth + 1;
    for (let child = left; child <= left + 1; child++) {
      this.ownZero = scale * (forest.cover[child] as number);
      this.ownOne = child === hot ? one : 0;
      this.zero[feature] = zero;
      this.one[feature] = one;
      this.enter(feature, at);
      const difference = this.ownOne - this.ownZero;
      this.visit(child, depth + 1);
      const credit = this.leave(at, before * points.length, child === left);
      this.out[feature] = (this.out[feature] as number) + difference * credit;
    }
    this.zero[feature] = zero;
    this.one[feature] = one;
    this.depthOf[feature] = before;
  }

  /** Replaces the feature's factor in the products by that of the child that is entered. */
  private enter(feature: number, at: number): void {
    const { points, products, factors, covered, ownZero, ownOne } = this;
    const zero = this.zero[feature] as number;
    const one = this.one[feature] as number;
    const below = at + points.length;
    for (let k = 0; k < points.length; k++) {
      const t = points[k] as number;
      const factor = ownZero + (ownOne - ownZero) * t;
      factors[below + k] = factor;
      products[below + k] = ((products[at + k] as number) * factor) / (zero + (one - zero) * t);
      covered[below + k] = 0;
    }
    this.zero[feature] = ownZero;
    this.one[feature] = ownOne;
  }

  /** Adds the child's sums to its parent's (or starts them with it), and returns the integral without the child's factor. */
  private leave(at: number, ancestor: number, isFirst: boolean): number {
    const { points, weights, sums, factors, covered } = this;
    const below = at + points.length;
    let credit = 0;
    for (let k = 0; k < points.length; k++) {
      const sum = sums[below + k] as number;
      credit += ((weights[k] as number) * (sum - (covered[below + k] as number))) / (factors[below + k] as number);
      sums[at + k] = isFirst ? sum : (sums[at + k] as number) + sum;
      if (ancestor > 0) covered[ancestor + k] = (covered[ancestor + k] as number) + sum;
    }
    return credit;
  }
}

/**
 * A function that writes a row's contributions to one output into `out` and returns the base: the mean margin under the
 * cover.
 */
export function shapExplainer(
  forest: Forest,
  start: number,
  output = 0,
): (row: Float64Array, out: Float64Array) => number {
  const leaves = leafValues(forest, output);
  const { depth, mean } = summarise(forest, leaves);
  const explain = wasmExplainer(forest, leaves, depth) ?? plainExplainer(forest, leaves, depth);
  return (row, out) => {
    explain(row, out);
    return start + mean;
  };
}

/** Adds the contributions of all trees in plain TypeScript. */
export function plainExplainer(
  forest: Forest,
  leaves: Float64Array,
  depth: number,
): (row: Float64Array, out: Float64Array) => void {
  const walker = new TreeWalker(forest, leaves, depth);
  return (row, out) => {
    out.fill(0);
    for (const root of forest.roots) walker.walk(root, row, out);
  };
}

/** The value of each leaf for one output, at its node. */
function leafValues({ outputs, threshold, feature, values }: Forest, output: number): Float64Array {
  if (outputs === 1) return threshold;
  return threshold.map((leaf, node) =>
    (feature[node] as number) < 0 ? (values[leaf * outputs + output] as number) : 0,
  );
}

/** Greatest depth of any tree, and the sum over trees of their mean value under the training cover. */
function summarise(forest: Forest, leaves: Float64Array): { depth: number; mean: number } {
  const nodes = forest.feature.length;
  const depths = new Int32Array(nodes);
  const means = Float64Array.from(leaves);
  let depth = 0;
  for (let node = 0; node < nodes; node++) {
    depth = Math.max(depth, depths[node] as number);
    if ((forest.feature[node] as number) < 0) continue;
    const left = forest.left[node] as number;
    depths[left] = depths[left + 1] = (depths[node] as number) + 1;
  }
  for (let node = nodes - 1; node >= 0; node--) {
    if ((forest.feature[node] as number) < 0) continue;
    const left = forest.left[node] as number;
    const sum =
      (forest.cover[left] as number) * (means[left] as number) +
      (forest.cover[left + 1] as number) * (means[left + 1] as number);
    means[node] = sum / (forest.cover[node] as number);
  }
  return { depth, mean: forest.roots.reduce((sum, root) => sum + (means[root] as number), 0) };
}
