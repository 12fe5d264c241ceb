import { createRng, TallyError } from '#base';
import { nearestName } from '#table';
import type { ConsentScope, FactorPurpose } from '../../definition.ts';
import type { LibraryFactor } from '../definition/definition.ts';
import { baseCatalogue } from './base-catalogue.ts';
import type { BaseFactor } from './base-factor.ts';
import { families, type Family } from './derived/families.ts';
import { parseDerivedName } from './derived/parse-name.ts';
import type { Words } from './idea.ts';
import { libraryPacks } from './packs/index.ts';

/** Everything about one factor of the catalogue. */
export interface LibraryEntry {
  readonly name: string;
  readonly kind: 'base' | 'derived';
  readonly pack: string;
  readonly version: number;
  readonly description: Words;
  /** What a decision shows when the factor counted against somebody. */
  readonly reason: Words;
  readonly purposes: readonly FactorPurpose[];
  readonly consent?: ConsentScope;
  readonly definition: LibraryFactor;
}

/** The entry of a name, base or derived, made on demand; undefined when the grammar has none of that name. */
export function libraryEntry(name: string): LibraryEntry | undefined {
  const base = baseCatalogue().byName.get(name);
  if (base !== undefined) return entryOf('base', base.definition, [base]);
  const parsed = parseDerivedName(name);
  return parsed === undefined ? undefined : entryOf('derived', parsed.definition, parsed.of);
}

function entryOf(kind: LibraryEntry['kind'], definition: LibraryFactor, of: readonly BaseFactor[]): LibraryEntry {
  const [{ pack, idea } = {} as BaseFactor] = of;
  const { name, description, purposes = [], consent } = definition;
  const reason = { en: `${pack.reason.en}: ${idea.words.en}`, zh: `${pack.reason.zh}：${idea.words.zh}` };
  const tags = { description, reason, purposes, ...(consent === undefined ? {} : { consent }) };
  return { name, kind, pack: pack.name, version: pack.version, ...tags, definition };
}

/**
 * The definitions of names with all they stand on, operands first; what no engine needs twice is there once.
 *
 * @throws TallyError `FACTORS_NAME_UNKNOWN`.
 */
export function libraryDefinitions(names: readonly string[]): readonly LibraryFactor[] {
  const found = new Map<string, LibraryFactor>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const definition = baseCatalogue().byName.get(name)?.definition ?? parseDerivedName(name)?.definition;
    if (definition === undefined) throw unknownFactor(name);
    for (const operand of definition.kind === 'computed' ? definition.of : []) {
      if (typeof operand === 'string') visit(operand);
    }
    found.set(name, definition);
  };
  names.forEach(visit);
  return [...found.values()];
}

function unknownFactor(name: string): TallyError {
  const wrong = name.split(':').find((part) => part.includes('.') && !baseCatalogue().byName.has(part)) ?? name;
  const near = nearestName(wrong, [...baseCatalogue().byName.keys()]);
  return new TallyError('FACTORS_NAME_UNKNOWN', `the catalogue has no factor "${name}"`, {
    hint: near === undefined ? 'tally factors list --search TEXT finds names' : `did you mean "${near}"?`,
    status: 404,
  });
}

/** How much the catalogue holds, all of it or of one pack. */
export interface CatalogueCounts {
  readonly packs: number;
  readonly ideas: number;
  readonly base: number;
  readonly derived: number;
}

/** Counts without making a single derived factor. */
export function catalogueCounts(pack?: string): CatalogueCounts {
  const packs = libraryPacks.filter(({ name }) => pack === undefined || name === pack);
  return {
    packs: packs.length,
    ideas: packs.reduce((sum, { ideas }) => sum + ideas.length, 0),
    base: libraryBaseNames(pack).length,
    derived: familiesOf(pack).reduce((sum, { size }) => sum + size, 0),
  };
}

/** Names of the base factors, of a pack or all, in their order. */
export function libraryBaseNames(pack?: string): string[] {
  const { factors } = baseCatalogue();
  return factors.filter((factor) => pack === undefined || factor.pack.name === pack).map(({ name }) => name);
}

/** Names of the derived factors one after the other; a caller may stop anywhere. */
export function* libraryDerivedNames(pack?: string): Generator<string, void> {
  for (const { size, nameAt } of familiesOf(pack)) for (let i = 0; i < size; i++) yield nameAt(i);
}

function familiesOf(pack: string | undefined): readonly Family[] {
  return families().filter((family) => pack === undefined || family.pack === pack);
}

/**
 * Different names drawn by seed: half base factors, half derived ones, these evenly over the operations of the grammar, so that
 * rare forms are drawn as often as those of which there are a hundred thousand.
 */
export function drawNames(count: number, { seed, pack }: { readonly seed: number; readonly pack?: string }): string[] {
  const rng = createRng(seed).fork('catalogue');
  const base = libraryBaseNames(pack);
  const byOperation = new Map<string, Family[]>();
  for (const family of familiesOf(pack)) {
    if (family.size === 0) continue;
    byOperation.set(family.operation, [...(byOperation.get(family.operation) ?? []), family]);
  }
  const operations = [...byOperation.values()];
  const total = base.length + operations.flat().reduce((sum, { size }) => sum + size, 0);
  const names = new Set<string>();
  for (let i = 0; names.size < Math.min(count, total); i++) {
    const among = operations[i % (2 * Math.max(1, operations.length))];
    names.add(among === undefined ? (base[rng.below(base.length)] ?? '') : drawFrom(among, rng.uniform()));
  }
  return [...names];
}

function drawFrom(among: readonly Family[], uniform: number): string {
  let index = Math.floor(uniform * among.reduce((sum, { size }) => sum + size, 0));
  for (const { size, nameAt } of among) {
    if (index < size) return nameAt(index);
    index -= size;
  }
  return among[0]?.nameAt(0) ?? '';
}
