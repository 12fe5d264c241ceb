import { exp, log } from '#base';
import type { TimedRows } from './timed-edges.ts';

/** How rare each edge is beside the other business of the file; all are minus natural logarithms of shares of edges. */
export interface Rarity {
  /** Edges that differ from what their sender usually sends at least as much. */
  readonly unusual: Float64Array;
  /** Edges that are repeated (same ends, same amount) at least as often; undefined when none is. */
  readonly repeated: Float64Array | undefined;
  /** Edges whose amounts lie as near to that of the first as that of the second does. */
  agreement(first: number, second: number): number;
}

/** Ranks edges; undefined without amounts. */
export function rarityOf(rows: TimedRows): Rarity | undefined {
  const { amounts } = rows;
  if (amounts === undefined || amounts.length === 0) return undefined;
  const logs = amounts.map((amount) => log(Math.max(amount, Number.MIN_VALUE)));
  const sorted = logs.slice().sort();
  const repeats = repeatsOf(rows, amounts);
  return {
    unusual: surprise(deviations(rows, logs)),
    repeated: repeats.some((count) => count > 1) ? surprise(repeats) : undefined,
    agreement(first, second) {
      const [from, to] = [logs[first] as number, logs[second] as number];
      const distance = Math.abs(from - to) * (1 + 1e-12) + 1e-12;
      const near = lowerBound(sorted, from + distance) - lowerBound(sorted, from - distance);
      return -log(Math.max(1, near) / sorted.length);
    },
  };
}

/** First place whose value is not below. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Minus the logarithm of the chance that `terms` shares, even under chance, are together as small (Fisher, 1925). */
export function combined(sum: number, terms: number): number {
  let [term, tail] = [1, 1];
  for (let k = 1; k < terms; k++) {
    term *= sum / k;
    tail += term;
  }
  // Beyond 700 the tail itself would leave the range of a double.
  return sum > 700 ? sum - log(tail) : -log(Math.min(1, exp(-sum) * tail));
}

function surprise(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  return values.map((value) => -log((sorted.length - lowerBound(sorted, value)) / sorted.length));
}

/** Distance of every edge from the median of its sender, in logarithms. */
function deviations({ nodes, outStarts, outEdges }: TimedRows, logs: Float64Array): Float64Array {
  const found = new Float64Array(logs.length);
  for (let v = 0; v < nodes; v++) {
    const own = outEdges.subarray(outStarts[v], outStarts[v + 1]);
    const sorted = Float64Array.from(own, (e) => logs[e] as number).sort();
    const median = sorted[sorted.length >> 1] as number;
    for (const e of own) found[e] = Math.abs((logs[e] as number) - median);
  }
  return found;
}

/** How often each edge is there with the same ends and amount. */
function repeatsOf({ nodes, outStarts, outEdges, targets }: TimedRows, amounts: Float64Array): Float64Array {
  const counts = new Float64Array(amounts.length);
  for (let v = 0; v < nodes; v++) {
    const own = outEdges
      .slice(outStarts[v], outStarts[v + 1])
      .sort(
        (a, b) => (targets[a] as number) - (targets[b] as number) || (amounts[a] as number) - (amounts[b] as number),
      );
    for (let i = 0, end = 0; i < own.length; i = end) {
      const e = own[i] as number;
      end = i + 1;
      while (
        end < own.length &&
        targets[own[end] as number] === targets[e] &&
        amounts[own[end] as number] === amounts[e]
      )
        end++;
      for (let k = i; k < end; k++) counts[own[k] as number] = end - i;
    }
  }
  return counts;
}
