import { packNodes, packedBytes } from './fast-forest.ts';
import type { Forest } from './forest.ts';
import { gaussLegendre } from './gauss-legendre.ts';
import { bytesOfDoubles, servingBlock } from './serving-memory.ts';

/**
 * Adds the contributions of all trees to `out`, in WebAssembly: the bits of the walker in `shap.ts`. Undefined where the
 * kernels were not built.
 */
export function wasmExplainer(
  forest: Forest,
  leaves: Float64Array,
  depth: number,
): ((row: Float64Array, out: Float64Array) => void) | undefined {
  const { nodes: quadrature, weights } = gaussLegendre(Math.max(1, Math.ceil(depth / 2)));
  const size = (depth + 1) * quadrature.length;
  const count = leaves.length;
  const columns = forest.categoryCounts.length + 1;
  const lengths = [count, count, columns, columns, columns, columns, columns, 4 * size, 16, size, size];
  const block = servingBlock(packedBytes(forest) + bytesOfDoubles(lengths));
  if (block === undefined) return undefined;
  const { run, arena } = block;
  const trees = forest.roots.length;
  const features = forest.categoryCounts.length;
  const { nodes, roots, bits } = packNodes(forest, trees, arena);
  const copy = (values: Float64Array): Float64Array => {
    const held = arena.doubles(values.length);
    held.set(values);
    return held;
  };
  const values = copy(leaves);
  const covers = copy(forest.cover);
  const held = arena.doubles(features + 1);
  const sums = arena.doubles(features + 1);
  const [zeros, ones, depths] = [arena.doubles(features), arena.doubles(features), arena.doubles(features)];
  zeros.fill(1);
  ones.fill(1);
  const work = arena.doubles(4 * size);
  const given = arena.doubles(16);
  const places = [nodes, bits, held, values, covers, zeros, ones, depths, sums, copy(quadrature), copy(weights)];
  given.set([...places.map(({ byteOffset }) => byteOffset), quadrature.length, work.byteOffset, 8 * size]);
  return block.ownedBy((row: Float64Array, out: Float64Array) => {
    held.set(row);
    sums.fill(0);
    run.explainTrees(given.byteOffset, roots.byteOffset, trees);
    for (let f = 0; f < features; f++) out[f] = sums[f] as number;
  });
}
