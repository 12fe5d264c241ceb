import { contentHash, TallyError } from '#base';

/** A named list of factors; another list under the same name is another version. */
export interface FactorSet {
  readonly name: string;
  readonly version: string;
  readonly names: readonly string[];
}

/** Named lists, every version of them. */
export class FactorSets {
  private readonly sets = new Map<string, FactorSet[]>();

  /** Puts a list; the newest one put is what the name means. */
  put(name: string, names: readonly string[]): FactorSet {
    const made = this.draft(name, names);
    const others = (this.sets.get(name) ?? []).filter(({ version }) => version !== made.version);
    this.sets.set(name, [...others, made]);
    return made;
  }

  /** What {@link put} would make. */
  draft(name: string, names: readonly string[]): FactorSet {
    return { name, version: `fset_${contentHash(names).slice(0, 16)}`, names };
  }

  /**
   * The newest list of a name, or that of `name@version`.
   *
   * @throws TallyError `FACTORS_UNKNOWN_SET`.
   */
  get(name: string): FactorSet {
    const [plain = name, wanted] = name.split('@');
    const versions = this.sets.get(plain) ?? [];
    const found = wanted === undefined ? versions.at(-1) : versions.find(({ version }) => version === wanted);
    if (found !== undefined) return found;
    throw new TallyError('FACTORS_UNKNOWN_SET', `there is no set of factors "${name}"`, {
      hint: this.sets.size === 0 ? 'put one first' : `sets are ${[...this.sets.keys()].join(', ')}`,
      status: 404,
    });
  }

  list(): FactorSet[] {
    return [...this.sets.values()].flatMap((versions) => versions.at(-1) ?? []);
  }
}
