const WIDTH = 256;

/**
 * Quantiles of a long stream in a few kilobytes (Karnin, Lang and Liberty 2016, "Optimal quantile approximation in
 * streams"), deterministic: a full level keeps its even and its odd places in turn. Exact up to 256 values.
 */
export class QuantileSketch {
  private levels: number[][] = [[]];
  private turns: number[] = [0];
  size = 0;

  add(value: number): void {
    this.size++;
    this.put(0, value);
  }

  /** Takes in all values of another sketch. */
  merge(other: QuantileSketch): void {
    this.size += other.size;
    other.levels.forEach((values, level) => {
      for (const value of values) this.put(level, value);
    });
  }

  private put(level: number, value: number): void {
    const values = (this.levels[level] ??= []);
    values.push(value);
    if (values.length < WIDTH + 1) return;
    const turn = this.turns[level] ?? 0;
    this.turns[level] = 1 - turn;
    values.sort((a, b) => a - b);
    const rest = values.splice(0, WIDTH);
    for (let i = turn; i < WIDTH; i += 2) this.put(level + 1, rest[i] as number);
  }

  /** The smallest kept value whose weighted rank reaches q of all. */
  quantile(q: number): number {
    const kept = this.levels.flatMap((values, level) => values.map((value) => ({ value, weight: 2 ** level })));
    kept.sort((a, b) => a.value - b.value);
    const total = kept.reduce((sum, { weight }) => sum + weight, 0);
    let rank = 0;
    for (const { value, weight } of kept) {
      rank += weight;
      if (rank >= q * total) return value;
    }
    return kept.at(-1)?.value ?? NaN;
  }
}
