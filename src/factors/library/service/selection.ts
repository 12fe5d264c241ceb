import { contentHash } from '#base';
import type { ConsentScope, FactorPurpose } from '../../definition.ts';
import type { ServedFactor } from '../definition/definition.ts';
import type { FactorProvider } from './factor-provider.ts';
import type { EventRows } from '../live/event-rows.ts';
import { FactorReader } from '../live/factor-reader.ts';
import type { DefinitionBook } from './definition-book.ts';
import { fitFields } from '../live/fit-fields.ts';
import { CUSTOM, operandsOf, pinned, type FactorVersion } from './factor-version.ts';

/** What is allowed in a read besides its instant. */
export interface ReadPermission {
  readonly purpose: FactorPurpose;
  /** ISO 3166 code of the country whose law counts. */
  readonly country?: string | undefined;
  /** Does the person agree to this use of data? */
  readonly allows: (scope: ConsentScope) => boolean;
}

/** A list of factors, resolved to versions and compiled against rows. */
export interface Selection {
  readonly names: readonly string[];
  readonly versions: readonly FactorVersion[];
  /** Content address of names and versions: equal ids mean equal meaning of every position. */
  readonly schemaId: string;
  readonly reader: FactorReader;
  /** Room for one read of all that is computed. */
  readonly scratch: Float64Array;
  /** Place of each name among what is computed. */
  readonly places: Int32Array;
  /** 1 at places of the names that must be answered as missing. */
  withheld(permission: ReadPermission): Uint8Array;
}

/** What values are read from. */
export interface FactorSources {
  readonly rows: EventRows;
  readonly providers: ReadonlyMap<string, FactorProvider>;
}

/** Resolves names and compiles what they stand on, each factor once. */
export function selectFactors(
  book: DefinitionBook,
  { rows, providers }: FactorSources,
  names: readonly string[],
): Selection {
  const closure = new Map<string, FactorVersion>();
  const versions = resolve(book, names);
  for (const version of versions) collect(book, version, closure);
  // What the catalogue reads may come with a kind of event that nobody has sent yet: its fields are known nevertheless.
  const shipped = [...closure.values()].filter(({ pack }) => pack !== CUSTOM).map(({ definition }) => definition);
  fitFields(rows, shipped, false);
  const told = [...closure].map(([name, version]) => pinnedDefinition(name, version));
  const order = new Map(told.map(({ name }, place) => [name, place]));
  const places = Int32Array.from(versions, ({ name, version }) => order.get(pinned(name, version)) ?? -1);
  return {
    names,
    versions,
    schemaId: schemaOf(names, versions),
    reader: new FactorReader(rows, told, { providers }),
    scratch: new Float64Array(told.length),
    places,
    withheld: withholding(told, places),
  };
}

/** What names mean now. */
export function resolve(book: DefinitionBook, names: readonly string[]): readonly FactorVersion[] {
  return names.map((name) => book.served(name));
}

/** Content address of names with their versions. */
export function schemaOf(names: readonly string[], versions: readonly FactorVersion[]): string {
  return `fl_${contentHash(versions.map(({ name, version }, i) => [names[i] ?? name, version])).slice(0, 20)}`;
}

/** Operands before what stands on them. */
function collect(book: DefinitionBook, version: FactorVersion, closure: Map<string, FactorVersion>): void {
  const id = pinned(version.name, version.version);
  if (closure.has(id)) return;
  for (const [name, of] of Object.entries(version.operands)) collect(book, book.served(pinned(name, of)), closure);
  closure.set(id, version);
}

function pinnedDefinition(name: string, { definition, operands }: FactorVersion): ServedFactor {
  if (definition.kind !== 'computed') return { ...definition, name };
  const of = definition.of.map((operand) =>
    typeof operand === 'number' ? operand : pinned(operand, operands[operand] ?? ''),
  );
  return { ...definition, name, of };
}

/** Masks by purpose, country and refused consents; there are few of each, so a mask is made once. */
function withholding(told: readonly ServedFactor[], places: Int32Array): Selection['withheld'] {
  const scopes = [...new Set(told.flatMap(({ consent }) => consent ?? []))];
  const masks = new Map<string, Uint8Array>();
  return ({ purpose, country, allows }) => {
    const refused = scopes.filter((scope) => !allows(scope));
    const id = `${purpose} ${country ?? ''} ${refused.join(' ')}`;
    const known = masks.get(id);
    if (known !== undefined) return known;
    const hidden = hiddenFactors(told, { purpose, country, refused });
    const mask = Uint8Array.from(places, (place) => hidden[place] ?? 0);
    masks.set(id, mask);
    return mask;
  };
}

interface Refusal {
  readonly purpose: FactorPurpose;
  readonly country: string | undefined;
  readonly refused: readonly ConsentScope[];
}

/** What may not be answered, and what stands on it: a ratio tells of both its sides. */
function hiddenFactors(told: readonly ServedFactor[], { purpose, country, refused }: Refusal): Uint8Array {
  const places = new Map(told.map(({ name }, place) => [name, place]));
  const unlawful = new Uint8Array(told.length);
  const hidden = new Uint8Array(told.length);
  told.forEach((factor, place) => {
    const { consent, withheldIn, purposes } = factor;
    const operands = operandsOf(factor).map((name) => places.get(name) ?? -1);
    const isRefused = consent !== undefined && refused.includes(consent);
    const isForbidden = country !== undefined && withheldIn?.includes(country) === true;
    if (isRefused || isForbidden || operands.some((operand) => unlawful[operand] === 1)) unlawful[place] = 1;
    // Without purposes of its own a computed factor has those of its operands.
    const serves = purposes?.includes(purpose) ?? operands.every((operand) => hidden[operand] === 0);
    if (unlawful[place] === 1 || !serves) hidden[place] = 1;
  });
  return hidden;
}
