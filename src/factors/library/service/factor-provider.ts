import type { ProvidedFactor } from '../definition/definition.ts';
import type { ReadRequest } from '../live/factor-reader.ts';
import type { CatalogueFactor, CatalogueSource } from './catalogue-source.ts';
import type { FactorEvidence } from './explain.ts';

/** Reads some factors of a provider, compiled once. */
export interface ProvidedReader {
  /** Writes each value at its place of the vector; what is not known stays as it is (missing). */
  read(request: ReadRequest, into: Float64Array, places: Int32Array): void;
}

/**
 * Somebody who computes factors besides events in rows: names and definitions for the catalogue, values live and as of any instant. A
 * value must depend on what was recorded by the instant alone, so that it is the same whenever it is read.
 */
export interface FactorProvider {
  readonly name: string;
  readonly packs: readonly string[];
  find(name: string): (CatalogueFactor & { readonly definition: ProvidedFactor }) | undefined;
  names(pack?: string): Iterable<string>;
  compile(factors: readonly ProvidedFactor[]): ProvidedReader;
  /** What is behind a value, the newest first. */
  explain(factor: ProvidedFactor, request: ReadRequest & { readonly limit: number }): FactorEvidence;
}

/** The catalogue with what providers bring; more may come. */
export class ProvidedCatalogue implements CatalogueSource {
  readonly providers = new Map<string, FactorProvider>();
  private readonly own: CatalogueSource;

  constructor(own: CatalogueSource) {
    this.own = own;
  }

  get packs(): readonly string[] {
    return [...this.own.packs, ...[...this.providers.values()].flatMap(({ packs }) => packs)];
  }

  find(name: string): CatalogueFactor | undefined {
    for (const provider of this.providers.values()) {
      const found = provider.find(name);
      if (found !== undefined) return found;
    }
    return this.own.find(name);
  }

  *names(options: Parameters<CatalogueSource['names']>[0] = {}): Iterable<string> {
    yield* this.own.names(options);
    for (const provider of this.providers.values()) {
      if (options.pack === undefined || provider.packs.includes(options.pack)) yield* provider.names(options.pack);
    }
  }
}
