import { TallyError } from '#base';
import type { EventRows } from '../live/event-rows.ts';
import type { ServedFactor } from '../definition/definition.ts';
import type { EntityFreshness, ReadRequest } from '../live/factor-reader.ts';
import { eventFields } from '../fields-of.ts';
import type { CatalogueSource } from './catalogue-source.ts';
import { DefinitionBook, type CustomFactor } from './definition-book.ts';
import { explainWindow, type FactorEvidence } from './explain.ts';
import { ProvidedCatalogue, type FactorProvider } from './factor-provider.ts';
import { FactorSets } from './factor-sets.ts';
import { operandsOf, pinned, type FactorStage, type FactorVersion } from './factor-version.ts';
import { resolve, schemaOf, selectFactors, type ReadPermission, type Selection } from './selection.ts';
import { ShadowWatch, type ShadowFigures } from './shadow-watch.ts';

/** Which factors: a list of names, a set, or a pack of the catalogue. */
export type Wanted = { readonly names: readonly string[] } | { readonly set: string } | { readonly pack: string };

/** The answer of a read; values are in the order asked for, NaN where missing or withheld. */
export interface LibraryVector {
  readonly values: Float64Array;
  /** Values that purpose, consent or country forbid. */
  readonly withheld: number;
  /** A key had more events than one read takes: its factors saw the newest alone. */
  readonly isCapped: boolean;
  readonly freshness: readonly EntityFreshness[];
}

/** A factor with the factors it stands on and the events behind each. */
export interface FactorExplanation {
  readonly name: string;
  readonly version: string;
  readonly value: number;
  readonly parts: readonly (FactorEvidence & { readonly value: number })[];
}

/** From event fields to a factor and what stands on it. */
export interface FactorLineage {
  readonly name: string;
  readonly version: string;
  readonly pack: string;
  readonly events: readonly { readonly kind: string; readonly entity: string; readonly fields: readonly string[] }[];
  readonly operands: readonly string[];
  /** Computed factors that stand on it, directly or not. */
  readonly dependents: readonly string[];
}

/** One read in so many is watched for shadows. */
const WATCHED = 16;
const MOST_SELECTIONS = 64;

/**
 * The factor library of one tenant: rows of events, definitions by name and version, named sets, and reads of any of them as
 * of any instant, for a purpose, with the person's consent.
 */
export class FactorLibrary {
  readonly rows: EventRows;
  readonly book: DefinitionBook;
  readonly sets = new FactorSets();
  private readonly catalogue: ProvidedCatalogue;
  private readonly selections = new Map<string, { readonly epoch: number; readonly selection: Selection }>();
  private readonly watches = new Map<string, ShadowWatch>();
  private reads = 0;
  private capped = 0;

  constructor({ rows, catalogue }: { readonly rows: EventRows; readonly catalogue: CatalogueSource }) {
    this.rows = rows;
    this.catalogue = new ProvidedCatalogue(catalogue);
    this.book = new DefinitionBook(this.catalogue);
  }

  /** Lets somebody bring factors that he computes himself; they are served, versioned and explained like all others. */
  provide(provider: FactorProvider): void {
    this.catalogue.providers.set(provider.name, provider);
    this.book.touch();
  }

  /** Resolves and compiles a list of factors, or takes what was compiled before. */
  select(wanted: Wanted): Selection {
    const names = this.namesOf(wanted);
    const id = 'set' in wanted ? `set ${this.sets.get(wanted.set).version}` : `names ${names.join('\n')}`;
    const known = this.selections.get(id);
    const { epoch } = this.book;
    if (known?.epoch === epoch) return known.selection;
    const isSame = known !== undefined && schemaOf(names, resolve(this.book, names)) === known.selection.schemaId;
    const selection = isSame ? known.selection : selectFactors(this.book, this.sources, names);
    this.selections.delete(id);
    if (this.selections.size >= MOST_SELECTIONS) this.selections.delete(this.selections.keys().next().value ?? '');
    this.selections.set(id, { epoch, selection });
    return selection;
  }

  /** Reads a selection; shadows are computed beside every sixteenth read. */
  read(selection: Selection, request: ReadRequest, permission: ReadPermission): LibraryVector {
    const { reader, places } = selection;
    const all = reader.read(request, selection.scratch);
    const mask = selection.withheld(permission);
    const values = new Float64Array(places.length);
    let withheld = 0;
    for (let i = 0; i < places.length; i++) {
      const isWithheld = mask[i] === 1;
      if (isWithheld) withheld++;
      values[i] = isWithheld ? NaN : (all[places[i] as number] as number);
    }
    const vector = { values, withheld, isCapped: reader.isCapped, freshness: reader.freshness() };
    if (vector.isCapped) this.capped++;
    if (this.reads++ % WATCHED === 0) this.watch(request);
    return vector;
  }

  /** Defines a factor, or a new version of one: it is a shadow until it is staged. */
  define(name: string, told: Readonly<Record<string, unknown>>, stage?: FactorStage): CustomFactor {
    this.draft(name, told);
    return this.book.put(name, told, stage);
  }

  /** What a definition would be; refused when rows could not answer it. */
  draft(name: string, told: Readonly<Record<string, unknown>>): CustomFactor {
    const draft = this.book.parse(name, told);
    if (draft.definition.kind === 'window') selectFactors(this.bookOf(draft), this.sources, [name]);
    return this.book.versions(name).find(({ version }) => version === draft.version) ?? draft;
  }

  /** What a shadow showed so far. */
  figures({ name, version }: FactorVersion): ShadowFigures {
    return (this.watches.get(pinned(name, version)) ?? new ShadowWatch()).figures();
  }

  /** A value and the events behind it, the newest `limit` of each part. */
  explain(name: string, request: ReadRequest & { readonly limit: number }): FactorExplanation {
    const selection = this.select({ names: [name] });
    const values = selection.reader.read(request);
    const version = selection.versions[0] as FactorVersion;
    const parts = selection.reader.factors.flatMap((factor, place) => {
      const evidence = this.evidenceOf(factor, request);
      return evidence === undefined ? [] : [{ ...evidence, value: values[place] ?? NaN }];
    });
    return { name, version: version.version, value: values[selection.places[0] ?? -1] ?? NaN, parts };
  }

  /** What a factor is made of and what is made of it. */
  lineage(name: string): FactorLineage {
    const { reader, versions } = this.select({ names: [name] });
    const { version, pack, definition } = versions[0] as FactorVersion;
    const events = reader.factors.flatMap((factor) => {
      if (factor.kind === 'computed') return [];
      if (factor.kind === 'provided')
        return factor.sources.map((kind) => ({ kind, entity: factor.entity, fields: [] }));
      return [{ kind: factor.source ?? 'every kind', entity: factor.entity, fields: eventFields([factor]) }];
    });
    const dependents = this.book.dependents(definition.name);
    return { name, version, pack, events, operands: operandsOf(definition), dependents };
  }

  /** Rows, bytes, hot keys, faults and reads. */
  state() {
    return { ...this.rows.state(), faults: this.rows.faults, reads: this.reads, cappedReads: this.capped };
  }

  private namesOf(wanted: Wanted): readonly string[] {
    if ('names' in wanted) return wanted.names;
    if ('set' in wanted) return this.sets.get(wanted.set).names;
    const { packs } = this.book.catalogue;
    if (packs.includes(wanted.pack)) return [...this.book.catalogue.names({ pack: wanted.pack })];
    throw new TallyError('FACTORS_PACK_UNKNOWN', `there is no pack "${wanted.pack}"`, {
      hint: `packs are ${packs.join(', ')}`,
      status: 404,
    });
  }

  private watch(request: ReadRequest): void {
    const shadows = this.book.all().filter(({ stage }) => stage === 'shadow');
    if (shadows.length === 0) return;
    const served = shadows.map(({ name }) => this.book.find(name));
    const names = shadows.map(({ name, version }) => pinned(name, version));
    const both = [...names, ...served.flatMap((one) => (one === undefined ? [] : pinned(one.name, one.version)))];
    const { reader, places } = this.select({ names: both });
    const values = reader.read(request);
    let next = names.length;
    shadows.forEach((_shadow, i) => {
      const name = names[i] as string;
      const watch = this.watches.get(name) ?? new ShadowWatch();
      this.watches.set(name, watch);
      const known = served[i] === undefined ? undefined : values[places[next++] as number];
      watch.add(values[places[i] as number] as number, known);
    });
  }

  private evidenceOf(
    factor: ServedFactor,
    request: ReadRequest & { readonly limit: number },
  ): FactorEvidence | undefined {
    if (factor.kind === 'window') return explainWindow(this.rows, factor, request);
    return factor.kind === 'provided'
      ? this.catalogue.providers.get(factor.provider)?.explain(factor, request)
      : undefined;
  }

  private get sources() {
    return { rows: this.rows, providers: this.catalogue.providers };
  }

  /** A book that knows one draft besides the catalogue. */
  private bookOf({ name, told }: CustomFactor): DefinitionBook {
    const book = new DefinitionBook(this.book.catalogue);
    book.put(name, told as Readonly<Record<string, unknown>>, 'served');
    return book;
  }
}
