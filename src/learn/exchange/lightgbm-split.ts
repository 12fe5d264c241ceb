import { doubleBelow } from './float-threshold.ts';
import { leafNode, type ForeignNode, type ForeignTree } from './foreign-tree.ts';
import { notImported } from './import-error.ts';
import { orderTree } from './tree-order.ts';

/** Values that LightGBM takes as 0: up to 1e-35 in single precision. */
const ZERO = Math.fround(1e-35);
const UNDER_ZERO = doubleBelow(-ZERO);

/** What LightGBM takes as missing: nothing (NaN is 0), zeros and NaN, or NaN. */
export type MissingType = 'none' | 'zero' | 'nan';

export interface LightgbmSplit {
  readonly feature: number;
  readonly threshold: number;
  readonly left: number;
  readonly right: number;
  readonly gain: number;
  readonly missing: MissingType;
  readonly defaultLeft: boolean;
  /** Categories that go left. */
  readonly categories: readonly number[] | undefined;
}

/** A node as LightGBM has it; with `hasZeros` zeros count as missing, which our forests express by nodes of their own. */
export interface LightgbmNode extends ForeignNode {
  readonly hasZeros?: boolean;
}

/** A split as a node, after `Tree::NumericalDecision` and `Tree::CategoricalDecision` of LightGBM. */
export function splitNode(split: LightgbmSplit): LightgbmNode {
  const { feature, left, right, gain, missing, defaultLeft, categories } = split;
  const shared = { feature, left, right, gain, weight: 0 };
  if (categories !== undefined) {
    return { ...shared, threshold: NaN, missingLeft: false, categories: { values: categories, goLeft: true } };
  }
  const threshold = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, split.threshold));
  const node = { ...shared, threshold, missingLeft: defaultLeft, categories: undefined };
  if (missing === 'nan') return node;
  if (missing === 'none') return { ...node, missingLeft: 0 <= threshold };
  return { ...node, hasZeros: true };
}

/** What is known of a feature's value on the way to a node. */
type Region = 'below' | 'zero' | 'above';

interface Step {
  readonly from: number;
  readonly to: number;
  /** Share of the rows of the node that came this way. */
  readonly share: number;
  readonly regions: ReadonlyMap<number, Region>;
}

/** Rewrites a tree in which zeros count as missing: where they go against their side, both subtrees stand twice. */
export function expandZeros(tree: { readonly nodes: readonly LightgbmNode[]; readonly output: number }): ForeignTree {
  if (tree.nodes.every(({ hasZeros }) => hasZeros !== true)) return tree;
  orderTree(tree);
  return { output: tree.output, nodes: new ZeroExpander(tree.nodes).expand() };
}

class ZeroExpander {
  private readonly source: readonly LightgbmNode[];
  private readonly nodes: ForeignNode[] = [leafNode(0)];
  private readonly open: Step[] = [{ from: 0, to: 0, share: 1, regions: new Map() }];

  constructor(source: readonly LightgbmNode[]) {
    this.source = source;
  }

  expand(): ForeignNode[] {
    const limit = 64 * this.source.length + 65_536;
    for (let step = this.open.pop(); step !== undefined; step = this.open.pop()) {
      if (this.nodes.length > limit) throw notImported('zeros as missing values in too many splits of one tree');
      this.write(step);
    }
    return this.nodes;
  }

  private write(step: Step): void {
    const node = this.source[step.from] as LightgbmNode;
    const region = step.regions.get(node.feature);
    if (node.feature < 0) this.nodes[step.to] = { ...node, weight: node.weight * step.share };
    else if (node.hasZeros !== true) this.cut(node, step, {});
    else if (region !== undefined) this.writeKnown(node, step, region);
    else if (node.threshold >= ZERO) {
      if (node.missingLeft) this.cut(node, step, { right: 'above' });
      else this.writeApart(node, step, [UNDER_ZERO, ZERO, node.threshold]);
    } else if (node.threshold >= -ZERO) {
      if (node.missingLeft) this.cut({ ...node, threshold: ZERO }, step, { right: 'above' });
      else this.cut({ ...node, threshold: UNDER_ZERO }, step, { left: 'below' });
    } else if (node.missingLeft) this.writeApart(node, step, [node.threshold, UNDER_ZERO, ZERO]);
    else this.cut(node, step, { left: 'below' });
  }

  /** A value of which it is known on which side of zero it lies needs one cut, or none. */
  private writeKnown(node: LightgbmNode, step: Step, region: Region): void {
    const { threshold, missingLeft, left, right } = node;
    if (region === 'zero') this.open.push({ ...step, from: missingLeft ? left : right });
    else if (region === 'below' && threshold >= -ZERO) this.open.push({ ...step, from: left });
    else if (region === 'above' && threshold < ZERO) this.open.push({ ...step, from: right });
    else this.cut(node, step, {});
  }

  private cut(node: LightgbmNode, step: Step, known: { readonly left?: Region; readonly right?: Region }): void {
    const { hasZeros: _, ...plain } = node;
    const left = this.place(node.left, { step, feature: node.feature, region: known.left });
    const right = this.place(node.right, { step, feature: node.feature, region: known.right });
    this.nodes[step.to] = { ...plain, left, right };
  }

  /** Four ranges, by turns to the left and to the right, of which one holds zeros and missing values. */
  private writeApart(node: LightgbmNode, step: Step, cuts: readonly [number, number, number]): void {
    const { hasZeros: _, ...plain } = node;
    const half = { ...step, share: step.share / 2 };
    const regions: readonly Region[] = node.missingLeft
      ? ['below', 'below', 'zero', 'above']
      : ['below', 'zero', 'above', 'above'];
    const child = (range: number): number =>
      this.place(range % 2 === 0 ? node.left : node.right, {
        step: half,
        feature: node.feature,
        region: regions[range],
      });
    const [second, third] = [this.nodes.push(leafNode(0)) - 1, this.nodes.push(leafNode(0)) - 1];
    const part = (cut: 0 | 1 | 2): ForeignNode => {
      return { ...plain, threshold: cuts[cut], gain: cut === 0 ? node.gain : 0, missingLeft: regions[cut] === 'zero' };
    };
    this.nodes[step.to] = { ...part(0), left: child(0), right: second };
    this.nodes[second] = { ...part(1), left: child(1), right: third };
    this.nodes[third] = { ...part(2), left: child(2), right: child(3) };
  }

  private place(
    from: number,
    { step, feature, region }: { readonly step: Step; readonly feature: number; readonly region: Region | undefined },
  ): number {
    const to = this.nodes.push(leafNode(0)) - 1;
    const regions = region === undefined ? step.regions : new Map([...step.regions, [feature, region]]);
    this.open.push({ from, to, share: step.share, regions });
    return to;
  }
}
