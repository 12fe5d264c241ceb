import type { CycleLimits } from './ordered-cycles.ts';
import type { TimedRows } from './timed-edges.ts';

/** Edges of each source by rising amount, those that are alike in all but their place once. */
interface RowsByAmount {
  readonly starts: Uint32Array;
  readonly edges: Uint32Array;
}

/** Amounts and instants of a path so far. */
interface Span {
  readonly low: number;
  readonly high: number;
  readonly first: number;
  readonly last: number;
}

const NOTHING: Span = { low: Infinity, high: 0, first: Infinity, last: -Infinity };

/**
 * Every simple cycle round which nearly the same amount goes, in whatever order in time: `tolerance` is the share by which the
 * largest may exceed the least. Books are closed on different days, and who plans a circle need not pay in turn. Each is found
 * once, from its smallest account. Answers how many accounts' searches were given up.
 */
export function evenCycles(
  rows: TimedRows,
  { tolerance, ...limits }: CycleLimits & { readonly tolerance: number },
  found: (path: readonly number[]) => void,
): number {
  const { amounts, nodes } = rows;
  if (amounts === undefined) return 0;
  const { starts, edges } = byAmount(rows, amounts);
  const isOnPath = new Uint8Array(nodes);
  const path: number[] = [];
  let [root, steps, givenUp] = [0, 0, 0];
  const extend = (v: number, { low, high, first, last }: Span): void => {
    const most = low * (1 + tolerance);
    for (let i = firstFrom(v, high / (1 + tolerance)); i < (starts[v + 1] as number) && steps > 0; i++) {
      const e = edges[i] as number;
      const amount = amounts[e] as number;
      if (amount > most) break;
      steps--;
      const [w, at] = [rows.targets[e] as number, rows.times[e] as number];
      const [from, to] = [Math.min(first, at), Math.max(last, at)];
      if (w < root || isOnPath[w] === 1 || to - from > limits.window) continue;
      if (w === root) {
        if (path.length + 1 >= limits.minLength) found([...path, e]);
        continue;
      }
      if (path.length + 1 >= limits.maxLength) continue;
      path.push(e);
      isOnPath[w] = 1;
      extend(w, { low: Math.min(low, amount), high: Math.max(high, amount), first: from, last: to });
      isOnPath[w] = 0;
      path.pop();
    }
  };
  const firstFrom = (v: number, least: number): number => {
    let [low, high] = [starts[v] as number, starts[v + 1] as number];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((amounts[edges[middle] as number] as number) < least) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (root = 0; root < nodes; root++) {
    if (rows.inStarts[root] === rows.inStarts[root + 1]) continue;
    steps = limits.steps;
    extend(root, NOTHING);
    if (steps === 0) givenUp++;
  }
  return givenUp;
}

function byAmount({ nodes, outStarts, outEdges, targets, times }: TimedRows, amounts: Float64Array): RowsByAmount {
  const starts = new Uint32Array(nodes + 1);
  const edges = new Uint32Array(outEdges.length);
  let write = 0;
  for (let v = 0; v < nodes; v++) {
    const own = outEdges
      .slice(outStarts[v], outStarts[v + 1])
      .sort((a, b) => (amounts[a] as number) - (amounts[b] as number) || a - b);
    for (const e of own) {
      const last = edges[write - 1] as number;
      const isAlike =
        write > (starts[v] as number) &&
        amounts[last] === amounts[e] &&
        targets[last] === targets[e] &&
        times[last] === times[e];
      if (!isAlike) edges[write++] = e;
    }
    starts[v + 1] = write;
  }
  return { starts, edges: edges.slice(0, write) };
}
