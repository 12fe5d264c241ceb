import { planWalks } from '../columnar/plan.ts';
import type { ReadAt } from '../columnar/walker.ts';
import type { ProvidedFactor, ServedFactor } from '../definition/definition.ts';
import type { FactorProvider, ProvidedReader } from '../service/factor-provider.ts';
import { compileComputed } from './compiled-computed.ts';
import { EVERYONE, type EventRows } from './event-rows.ts';
import { fitFields } from './fit-fields.ts';
import { WalkReader, type CurrentEvent } from './walk-reader.ts';

/** Keys by entity; an entity without a key leaves its factors missing. */
export type SubjectKeys = Readonly<Record<string, string | number | undefined>>;

/** What a vector is read for. */
export interface ReadRequest {
  readonly keys: SubjectKeys;
  readonly at: ReadAt;
  /** An event that was not taken in, such as the application at hand: the newest of the keys it names or that are asked for. */
  readonly current?: CurrentEvent | undefined;
}

/** The newest event of an entity that went into a vector. */
export interface EntityFreshness {
  readonly entity: string;
  readonly recorded: number;
  readonly position: number;
}

/** Rows of a key that one read takes, unless told otherwise. */
export const MOST_ROWS = 65_536;
/** Rows from which a walk's answer is kept for the next read of the same key and instant. */
const MANY_ROWS = 256;

export interface ReaderOptions {
  /** Rows of a key that one read takes. */
  readonly most?: number;
  /** Who computes provided factors, by name. */
  readonly providers?: ReadonlyMap<string, FactorProvider>;
}

interface Provided {
  readonly reader: ProvidedReader;
  readonly places: Int32Array;
}

/**
 * Reads a set of factors from rows. The plan is made once; a read walks the rows of its keys, so any set can be read of any
 * rows at any instant, with the bits of a backfill.
 */
export class FactorReader {
  readonly factors: readonly ServedFactor[];
  /** Keys that it asks for. */
  readonly entities: ReadonlySet<string>;
  /** Kinds of event whose rows it reads, by key; every kind when the source is undefined. */
  readonly needs: readonly { readonly entity: string; readonly source: string | undefined }[];
  /** Reads of a key with more rows than a read may take. */
  cappedReads = 0;
  /** Of the last read. */
  isCapped = false;
  private readonly walks: readonly WalkReader[];
  private readonly provided: readonly Provided[];
  private readonly computed: (vector: Float64Array) => void;
  private readonly coded = new Map<string, number>();
  private vector: Float64Array = new Float64Array(0);
  private readonly emit = (factor: number, value: number): void => void (this.vector[factor] = value);

  constructor(store: EventRows, told: readonly ServedFactor[], { most = MOST_ROWS, providers }: ReaderOptions = {}) {
    const { factors, fields } = fitFields(store, told);
    this.factors = factors;
    this.store = store;
    this.walks = planWalks(factors).map((plan) => new WalkReader(store, plan, { fields, most }));
    this.needs = this.walks.map(({ plan: { entity, source } }) => ({ entity, source }));
    this.provided = compileProvided(factors, providers);
    const keys = factors.flatMap((factor) => (factor.kind === 'provided' ? [factor.entity] : []));
    this.entities = new Set([...this.walks.map(({ plan }) => plan.entity), ...keys]);
    this.computed = compileComputed(factors);
  }

  private readonly store: EventRows;

  /** The values of the factors, NaN where missing. */
  read({ keys, at, current }: ReadRequest, into: Float64Array = new Float64Array(this.factors.length)): Float64Array {
    this.vector = into;
    this.isCapped = false;
    this.coded.clear();
    into.fill(NaN);
    for (let w = 0; w < this.walks.length; w++) this.readWalk(this.walks[w] as WalkReader, { keys, at, current });
    for (const { reader, places } of this.provided) reader.read({ keys, at, current }, into, places);
    this.computed(into);
    if (this.isCapped) this.cappedReads++;
    return into;
  }

  /** The newest events that went into the last read, by entity. */
  freshness(): EntityFreshness[] {
    const newest = new Map<string, EntityFreshness>();
    for (const { plan, picked } of this.walks) {
      if (picked.size === 0) continue;
      const known = newest.get(plan.entity);
      const recorded = Math.max(known?.recorded ?? -Infinity, picked.newestRecorded);
      const position = Math.max(known?.position ?? -Infinity, picked.newestPosition);
      newest.set(plan.entity, { entity: plan.entity, recorded, position });
    }
    return [...newest.values()];
  }

  /** The number of a key; looked up once a read, however many walks ask. */
  private codeOf(entity: string, key: string | number): number {
    const known = this.coded.get(entity);
    if (known !== undefined) return known;
    const code = this.store.keyOf(entity, key);
    this.coded.set(entity, code);
    return code;
  }

  private readWalk(walk: WalkReader, { keys, at, current }: ReadRequest): void {
    const { entity } = walk.plan;
    const key = entity === EVERYONE ? EVERYONE : keys[entity];
    const own = current !== undefined && key !== undefined && belongs(current, walk, key) ? current : undefined;
    if (own === undefined && walk.isRemembered(key, at)) {
      if (walk.picked.isCapped) this.isCapped = true;
      walk.recall(this.vector);
      return;
    }
    walk.picked.clear();
    if (key === undefined || Number.isNaN(at.asOf)) return;
    const picked = walk.pick(this.codeOf(entity, key), at);
    if (picked.isCapped) this.isCapped = true;
    if (picked.size > 0 || own !== undefined) walk.read(at.asOf, this.emit, own);
    else walk.recall(this.vector, walk.empties);
    if (own === undefined && picked.size >= MANY_ROWS) walk.remember(key, at, this.vector);
  }
}

function belongs({ source, fields }: CurrentEvent, { plan }: WalkReader, key: string | number): boolean {
  if (plan.source !== undefined && plan.source !== source) return false;
  const own = fields[plan.entity];
  return own === undefined || String(own) === String(key);
}

/** The provided factors by who computes them; without their provider they are missing. */
function compileProvided(factors: readonly ServedFactor[], providers: ReaderOptions['providers']): Provided[] {
  return [...(providers ?? [])].flatMap(([name, provider]) => {
    const own = factors.flatMap((factor, place): (readonly [ProvidedFactor, number])[] =>
      factor.kind === 'provided' && factor.provider === name ? [[factor, place]] : [],
    );
    if (own.length === 0) return [];
    const reader = provider.compile(own.map(([factor]) => factor));
    return [{ reader, places: Int32Array.from(own, ([, place]) => place) }];
  });
}
