import { TallyError } from '#base';
import { nearestName } from '#table';
import type { LibraryFactor } from '../definition/definition.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import { CUSTOM, operandsOf, versionOf, type FactorStage, type FactorVersion } from './factor-version.ts';

/** A version that somebody defined here, with what was written. */
export interface CustomFactor extends FactorVersion {
  readonly told: unknown;
  readonly stage: FactorStage;
  /** Place in the order of definitions. */
  readonly ordinal: number;
}

/** The factors of the catalogue and those defined here, by name and version. */
export class DefinitionBook {
  readonly catalogue: CatalogueSource;
  private readonly custom = new Map<string, CustomFactor[]>();
  private readonly fromCatalogue = new Map<string, { readonly epoch: number; readonly version: FactorVersion }>();
  /** Grows when a name may mean something else. */
  epoch = 0;
  private ordinal = 0;

  constructor(catalogue: CatalogueSource) {
    this.catalogue = catalogue;
  }

  /**
   * Puts a definition: a new version is a shadow, one that is known stays as it is.
   *
   * @throws TallyError `FACTORS_DEFINITION`, `FACTORS_UNKNOWN` for an operand that nobody defined.
   */
  put(name: string, told: Readonly<Record<string, unknown>>, stage: FactorStage = 'shadow'): CustomFactor {
    const made = this.parse(name, told);
    const versions = this.custom.get(name) ?? [];
    const known = versions.find(({ version }) => version === made.version);
    if (known !== undefined) return known;
    this.custom.set(name, [...versions, { ...made, stage }]);
    this.epoch++;
    this.ordinal++;
    return { ...made, stage };
  }

  /** What a definition would be, without keeping it. */
  parse(name: string, told: Readonly<Record<string, unknown>>): CustomFactor {
    const { of } = told;
    const names = Array.isArray(of) ? of.filter((operand): operand is string => typeof operand === 'string') : [];
    if (names.includes(name)) throw unknownFactor(name, this.nearest(name), 'stands on itself');
    const definition = definitionOf(name, told, names);
    const operands = Object.fromEntries(names.map((operand) => [operand, this.served(operand).version]));
    return { ...versionOf(definition, CUSTOM, operands), told, stage: 'shadow', ordinal: this.ordinal };
  }

  /** Puts back a version as it was kept; call in the order in which they were put. */
  restore(kept: Pick<CustomFactor, 'name' | 'told' | 'operands' | 'stage' | 'ordinal'>): void {
    const { name, told, operands, stage, ordinal } = kept;
    const definition = definitionOf(name, told, Object.keys(operands));
    const made = { ...versionOf(definition, CUSTOM, operands), told, stage, ordinal };
    this.ordinal = Math.max(this.ordinal, ordinal + 1);
    this.custom.set(name, [...this.versions(name), made]);
    this.epoch++;
  }

  /** Moves a version to a stage; the one that is served until then retires. Returns every version that changed. */
  stage(name: string, version: string, stage: FactorStage): CustomFactor[] {
    const changed = this.plan(name, version, stage);
    const moved = new Map(changed.map((one) => [one.version, one]));
    this.custom.set(
      name,
      this.versions(name).map((one) => moved.get(one.version) ?? one),
    );
    if (changed.length > 0) this.epoch++;
    return changed;
  }

  /** The versions that {@link stage} would change, as they would be. */
  plan(name: string, version: string, stage: FactorStage): CustomFactor[] {
    const versions = this.versions(name);
    if (!versions.some((one) => one.version === version)) throw unknownVersion(name, version, versions);
    return versions.flatMap((one) => {
      const replaced = stage === 'served' && one.stage === 'served' ? 'retired' : one.stage;
      const to = one.version === version ? stage : replaced;
      return to === one.stage ? [] : [{ ...one, stage: to }];
    });
  }

  /** A name may mean something else from now on. */
  touch(): void {
    this.epoch++;
  }

  /** What a name means: the served version, the factor of the catalogue, or `name@version` itself. */
  find(name: string): FactorVersion | undefined {
    const at = name.lastIndexOf('@');
    if (at > 0) {
      const [plain, version] = [name.slice(0, at), name.slice(at + 1)];
      const kept = this.custom.get(plain)?.find((one) => one.version === version);
      if (kept !== undefined) return kept;
      const own = this.catalogueVersion(plain);
      if (own?.version === version) return own;
    }
    return this.custom.get(name)?.find(({ stage }) => stage === 'served') ?? this.catalogueVersion(name);
  }

  /** @throws TallyError `FACTORS_UNKNOWN` when nobody defined it, or no version of it is served. */
  served(name: string): FactorVersion {
    const found = this.find(name);
    if (found !== undefined) return found;
    const [newest] = this.versions(name).toReversed();
    if (newest === undefined) throw unknownFactor(name, this.nearest(name));
    throw new TallyError('FACTORS_NOT_SERVED', `no version of the factor ${name} is served`, {
      hint: `move one to the stage "served", or read ${name}@${newest.version}`,
      status: 409,
    });
  }

  /** Every version of a name that was defined here, oldest first. */
  versions(name: string): readonly CustomFactor[] {
    return this.custom.get(name) ?? [];
  }

  /** Every version that was defined here. */
  all(): CustomFactor[] {
    return [...this.custom.values()].flat();
  }

  /** Factors that stand on a name, directly or not: those of the catalogue, and those defined here. */
  dependents(name: string): string[] {
    const found = new Set<string>();
    for (const one of this.catalogue.names({ derived: true })) {
      // A derived name is made of the names that it stands on; of the others only those that are computed stand on any.
      if (one.includes(':') ? one.split(':').includes(name) : this.standsOn(one, name)) found.add(one);
    }
    const own = this.all().filter(({ stage }) => stage !== 'retired');
    const pending = [name, ...found];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const one of own) {
        if (found.has(one.name) || !operandsOf(one.definition).includes(next)) continue;
        found.add(one.name);
        pending.push(one.name);
      }
    }
    return [...found];
  }

  private standsOn(one: string, name: string): boolean {
    const definition = this.catalogue.find(one)?.definition;
    return definition !== undefined && operandsOf(definition).includes(name);
  }

  private catalogueVersion(name: string): FactorVersion | undefined {
    const known = this.fromCatalogue.get(name);
    // Only what stands on others may mean something else after a change.
    if (known !== undefined && (known.epoch === this.epoch || known.version.definition.kind !== 'computed')) {
      return known.version;
    }
    const found = this.catalogue.find(name);
    if (found === undefined) return undefined;
    const operands = operandsOf(found.definition).map((operand) => [operand, this.served(operand).version] as const);
    const version = versionOf(found.definition, found.pack, Object.fromEntries(operands));
    this.fromCatalogue.set(name, { epoch: this.epoch, version });
    return version;
  }

  private nearest(name: string): string | undefined {
    return nearestName(name, [...this.catalogue.names(), ...this.custom.keys()]);
  }
}

/** Operands are checked by their versions: to the reader of definitions they are any factors. */
function definitionOf(name: string, told: unknown, operands: readonly string[]): LibraryFactor {
  const stubs = [...new Set(operands)].map((operand) => ({ name: operand, entity: 'person', aggregate: 'count' }));
  return parseDefinitions([...stubs, { ...(told as object), name }]).at(-1) as LibraryFactor;
}

function unknownFactor(name: string, near: string | undefined, what = 'is not known'): TallyError {
  return new TallyError('FACTORS_UNKNOWN', `the factor "${name}" ${what}`, {
    hint: near === undefined || near === name ? 'list factors at /v1/factors' : `did you mean "${near}"?`,
    status: 404,
  });
}

function unknownVersion(name: string, version: string, versions: readonly CustomFactor[]): TallyError {
  return new TallyError('FACTORS_UNKNOWN', `the factor "${name}" has no version ${version} that was defined here`, {
    hint:
      versions.length === 0 ? 'put its definition first' : `versions are ${versions.map((v) => v.version).join(', ')}`,
    status: 404,
  });
}
