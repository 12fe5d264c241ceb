/** Running totals by place (Fenwick, Software: Practice and Experience 1994): add and sum in O(log n). */
export interface CountTree {
  add(place: number, weight: number): void;
  /** The weight at places below `end`. */
  before(end: number): number;
  total(): number;
}

/** An empty tree over places 0 to `size` - 1. */
export function countTree(size: number): CountTree {
  const sums = new Float64Array(size + 1);
  let total = 0;
  return {
    add(place, weight) {
      total += weight;
      for (let k = place + 1; k <= size; k += k & -k) sums[k] = (sums[k] as number) + weight;
    },
    before(end) {
      let sum = 0;
      for (let k = end; k > 0; k -= k & -k) sum += sums[k] as number;
      return sum;
    },
    total: () => total,
  };
}
