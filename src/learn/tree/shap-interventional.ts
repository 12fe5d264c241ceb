import { nextNode, type Forest } from './forest.ts';

/** How a feature stands on the way to a leaf: not split yet, or decided by the row's or the background row's value. */
const [OPEN, OWN, OTHER] = [0, 1, 2] as const;

/**
 * Interventional Shapley values of one output against single background rows, averaged (Lundberg et al. 2020, "independent
 * TreeSHAP"): features outside a coalition take the background row's values, so correlated features do not share credit.
 * Cost grows with trees x leaves x background rows.
 */
export function interventionalExplainer(
  forest: Forest,
  start: number,
  { background, output = 0 }: { readonly background: readonly Float64Array[]; readonly output?: number },
): (row: Float64Array, out: Float64Array) => number {
  const walker = new Walker(forest, output);
  return (row, out) => {
    out.fill(0);
    let base = 0;
    for (const other of background) {
      for (const root of forest.roots) base += walker.walk(root, { row, other, out });
    }
    for (let f = 0; f < out.length; f++) out[f] = (out[f] as number) / background.length;
    return start + base / background.length;
  };
}

interface Pair {
  readonly row: Float64Array;
  readonly other: Float64Array;
  readonly out: Float64Array;
}

class Walker {
  private readonly forest: Forest;
  private readonly output: number;
  private readonly state: Uint8Array;
  private readonly path: number[] = [];
  private base = 0;

  constructor(forest: Forest, output: number) {
    this.forest = forest;
    this.output = output;
    this.state = new Uint8Array(forest.categoryCounts.length);
  }

  /** Adds the tree's contributions; returns its value for the background row. */
  walk(root: number, pair: Pair): number {
    this.base = 0;
    this.visit(root, pair);
    return this.base;
  }

  private visit(node: number, pair: Pair): void {
    const { forest, state } = this;
    const feature = forest.feature[node] as number;
    if (feature < 0) return this.credit(this.valueOf(node), pair.out);
    const own = nextNode(forest, node, pair.row);
    const other = nextNode(forest, node, pair.other);
    const known = state[feature] as number;
    if (own === other) return this.visit(own, pair);
    if (known !== OPEN) return this.visit(known === OWN ? own : other, pair);
    this.path.push(feature);
    state[feature] = OWN;
    this.visit(own, pair);
    state[feature] = OTHER;
    this.visit(other, pair);
    state[feature] = OPEN;
    this.path.pop();
  }

  private valueOf(node: number): number {
    const { outputs, threshold, values } = this.forest;
    const value = threshold[node] as number;
    return outputs === 1 ? value : (values[value * outputs + this.output] as number);
  }

  /** A leaf reached by `own` features of the row and `rest` of the background: its share of all orders. */
  private credit(value: number, out: Float64Array): void {
    const { path, state } = this;
    const own = path.reduce((sum, feature) => sum + (state[feature] === OWN ? 1 : 0), 0);
    const rest = path.length - own;
    if (own === 0) this.base += value;
    const gain = own > 0 ? value * orders(own - 1, rest) : 0;
    const loss = rest > 0 ? value * orders(own, rest - 1) : 0;
    for (const feature of path) out[feature] = (out[feature] as number) + (state[feature] === OWN ? gain : -loss);
  }
}

/** a! b! / (a + b + 1)! */
function orders(a: number, b: number): number {
  let result = 1 / (a + b + 1);
  for (let i = 1; i <= b; i++) result *= i / (a + i);
  return result;
}
