import { baseFactors, type BaseFactor } from './base-factor.ts';
import { libraryPacks } from './packs/index.ts';

/** The factors written by hand, expanded: in order, and by name. */
export interface BaseCatalogue {
  readonly factors: readonly BaseFactor[];
  readonly byName: ReadonlyMap<string, BaseFactor>;
}

let made: BaseCatalogue | undefined;

/** The base catalogue; made on first use and kept. */
export function baseCatalogue(): BaseCatalogue {
  if (made !== undefined) return made;
  const factors = libraryPacks.flatMap(baseFactors);
  return (made = { factors, byName: new Map(factors.map((factor) => [factor.name, factor])) });
}
