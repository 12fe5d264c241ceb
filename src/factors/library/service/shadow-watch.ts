/** What a version shows while it is not served. */
export interface ShadowFigures {
  readonly reads: number;
  readonly missing: number;
  readonly mean: number | null;
  readonly least: number | null;
  readonly most: number | null;
  /** Reads whose value has the bits of the served version; null when none is served. */
  readonly sameAsServed: number | null;
}

/** Adds up the values of one shadow. */
export class ShadowWatch {
  private reads = 0;
  private missing = 0;
  private sum = 0;
  private least = Infinity;
  private most = -Infinity;
  private same: number | undefined;

  add(value: number, served: number | undefined): void {
    this.reads++;
    if (served !== undefined) this.same = (this.same ?? 0) + (Object.is(value, served) ? 1 : 0);
    if (Number.isNaN(value)) {
      this.missing++;
      return;
    }
    this.sum += value;
    this.least = Math.min(this.least, value);
    this.most = Math.max(this.most, value);
  }

  figures(): ShadowFigures {
    const { reads, missing, sum, least, most, same = null } = this;
    const known = reads - missing;
    const shown = known === 0 ? { mean: null, least: null, most: null } : { mean: sum / known, least, most };
    return { reads, missing, ...shown, sameAsServed: same };
  }
}
