import { baseCatalogue } from '../catalogue/base-catalogue.ts';
import { libraryBaseNames, libraryDerivedNames, libraryEntry } from '../catalogue/catalogue.ts';
import { libraryPacks } from '../catalogue/packs/index.ts';
import type { LibraryFactor, ServedFactor } from '../definition/definition.ts';
import { catalogueEntries } from '../packs/catalogue.ts';

/** A factor that comes with the program. */
export interface CatalogueFactor {
  readonly definition: ServedFactor;
  readonly pack: string;
}

/** Factors that come with the program, looked up by name. */
export interface CatalogueSource {
  readonly packs: readonly string[];
  find(name: string): CatalogueFactor | undefined;
  /** Names of a pack, or of all, in a fixed order: those written by hand, and with `derived` what is computed from them. */
  names(options?: { readonly pack?: string | undefined; readonly derived?: boolean | undefined }): Iterable<string>;
}

/** The pack of the factors that decisions are made on. */
const STANDARD = 'standard';

/** Everything in the catalogue of the library, and of the standard pack what rows of events can answer. */
export function packCatalogue(): CatalogueSource {
  let standard: Map<string, CatalogueFactor> | undefined;
  const ofStandard = (): Map<string, CatalogueFactor> => (standard ??= standardFactors());
  return {
    packs: [STANDARD, ...libraryPacks.map(({ name }) => name)],
    find(name) {
      const known = ofStandard().get(name);
      if (known !== undefined) return known;
      const base = baseCatalogue().byName.get(name);
      if (base !== undefined) return { definition: base.definition, pack: base.pack.name };
      return libraryEntry(name);
    },
    *names({ pack, derived = false } = {}) {
      if (pack === undefined || pack === STANDARD) yield* ofStandard().keys();
      if (pack === STANDARD) return;
      yield* libraryBaseNames(pack);
      if (derived) yield* libraryDerivedNames(pack);
    },
  };
}

function standardFactors(): Map<string, CatalogueFactor> {
  const kept = new Map<string, CatalogueFactor>();
  for (const { name, files } of catalogueEntries()) {
    if (files === undefined || (files.kind === 'window' && files.entity === 'id_listed_phone')) continue;
    if (files.kind === 'computed' && files.of.some((of) => typeof of === 'string' && !kept.has(of))) continue;
    kept.set(name, { definition: withKeyOfRows(files), pack: STANDARD });
  }
  return kept;
}

/** Keys that are fields of the data have the field's name. */
function withKeyOfRows(factor: LibraryFactor): LibraryFactor {
  if (factor.kind === 'computed') return factor;
  return { ...factor, entity: factor.entity.replace(/^id_(phone_block|network|cell|employer)$/, '$1') };
}
