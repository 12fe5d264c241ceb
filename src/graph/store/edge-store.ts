import { TallyError } from '#base';
import { bytesOf, arcColumns, INWARD, REMOVAL, type EdgeFields } from './arc-columns.ts';
import {
  visitArcs,
  type BlockArcs,
  type ArcLayers,
  type ArcQuery,
  type ArcVisitor,
  type FrozenArcs,
} from './arc-layers.ts';
import { ArcSlab } from './arc-slab.ts';
import type { SharedPicture } from './edge-reader.ts';
import { mergeArcs, type MergeLimits } from './merge-arcs.ts';
import { WriteGuard } from './write-guard.ts';

/** An edge to be added or removed; instants in seconds. */
export interface StoredEdge {
  readonly source: number;
  readonly target: number;
  readonly type?: number;
  readonly occurred?: number;
  readonly recorded?: number;
  readonly weight?: number;
}

/** Edges in columns, in the order in which they became known. */
export interface EdgeBatch {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly types?: Uint8Array | undefined;
  readonly occurred?: Uint32Array | undefined;
  readonly recorded?: Uint32Array | undefined;
  readonly weights?: Float32Array | undefined;
}

export interface EdgeStoreOptions extends EdgeFields {
  /** Edges have a direction: needs `type`, whose byte holds it. */
  readonly isDirected?: boolean;
  readonly nodes?: number;
  /** Other threads read while this one writes: each arc is written under a guard. */
  readonly isShared?: boolean;
}

/**
 * A multigraph in time that grows while it is read: rows that stand still (compressed, the newest arc first) beneath blocks that
 * can be added to. Every edge is an arc at each of its ends. Nothing is overwritten: a removal is an arc too, so that a read as of an
 * earlier instant still sees what was known then. All arrays are shared memory (`layers` can be handed to a worker), one
 * thread writes.
 */
export class EdgeStore {
  readonly fields: EdgeFields;
  readonly isDirected: boolean;
  private frozen: FrozenArcs;
  /** The newest first; more than one while a merge is on its way. */
  private slabs: [ArcSlab, ...ArcSlab[]];
  private erased: Uint8Array | undefined;
  private highest: number;
  private lastRecorded = 0;
  private selfLoops = 0;
  private hasRemovals = false;
  private future = 0;
  private readonly guard: WriteGuard | undefined;

  constructor(
    { isDirected = false, nodes = 0, isShared = false, ...fields }: EdgeStoreOptions = {},
    frozen?: FrozenArcs,
  ) {
    if (isDirected && fields.type !== true) {
      throw new TallyError('GRAPH_FIELDS', 'a directed store does not keep types', {
        hint: 'give type: true; the direction is in its byte',
      });
    }
    this.fields = fields;
    this.isDirected = isDirected;
    this.guard = isShared ? new WriteGuard() : undefined;
    this.frozen = frozen ?? { offsets: new Uint32Array(new SharedArrayBuffer(4)), columns: arcColumns(0, fields) };
    this.look(this.frozen);
    this.highest = Math.max(nodes, this.frozen.offsets.length - 1);
    this.slabs = [new ArcSlab(this.highest, fields)];
  }

  /** One more than the highest node that has been named. */
  get nodes(): number {
    return this.highest;
  }

  /** Arcs, those of removals included. */
  get arcs(): number {
    return this.slabs.reduce((sum, { arcs }) => sum + arcs, this.frozen.offsets.at(-1) ?? 0);
  }

  /** Edges from a node to itself that were left out. */
  get selfLoopsLeftOut(): number {
    return this.selfLoops;
  }

  /** Edges that were said to happen after they became known; they are kept, and what was loaded as rows counts an arc at each end. */
  get fromFuture(): number {
    return this.future;
  }

  get bytes(): number {
    const { offsets, columns } = this.frozen;
    return this.slabs.reduce((sum, { bytes }) => sum + bytes, offsets.byteLength + bytesOf(columns));
  }

  /** All arrays as they are now: a picture for readers, valid until more memory was needed; see README. */
  get layers(): ArcLayers {
    return {
      blocks: this.slabs.map(blocksOf),
      frozen: this.frozen,
      erased: this.erased,
      isTimely: this.future === 0,
    };
  }

  /**
   * A picture for an `EdgeReader` in another thread, which stays good while the writer goes on until `isStale` tells otherwise.
   *
   * @throws TallyError `GRAPH_FIELDS` for a store that was not opened with `isShared`.
   */
  get shared(): SharedPicture {
    const { guard } = this;
    if (guard === undefined) {
      throw new TallyError('GRAPH_FIELDS', 'this store is not shared', { hint: 'open it with isShared: true' });
    }
    return { layers: this.layers, guard: guard.words, generation: guard.generation };
  }

  /**
   * Adds an edge; a self loop is counted and left out.
   *
   * @throws TallyError `GRAPH_NODE` for a node beyond 2^31 - 1, `GRAPH_TIME` when it is recorded before the last one.
   */
  insert(edge: StoredEdge): void {
    this.put(edge, 0);
  }

  /** Removes all edges between two nodes (of the type, in the direction) as of `recorded`; reads as of earlier still see them. */
  remove(edge: StoredEdge): void {
    this.hasRemovals = true;
    this.put(edge, REMOVAL);
  }

  /** Adds many edges. */
  insertAll({ sources, targets, types, occurred, recorded, weights }: EdgeBatch): void {
    this.reserve(sources, targets);
    const [slab] = this.slabs;
    const { type, time, weight } = this.fields;
    const isPlain = type !== true && time !== true && weight !== true && this.guard === undefined;
    for (let e = 0; e < sources.length; e++) {
      const [source, target] = [sources[e] as number, targets[e] as number];
      if (isPlain && source !== target) {
        // The place is asked for first: it may bring other columns.
        const out = slab.append(source);
        slab.columns.ends[out] = target;
        const back = slab.append(target);
        slab.columns.ends[back] = source;
        continue;
      }
      const told = { type: types?.[e] ?? 0, occurred: occurred?.[e] ?? 0, weight: weights?.[e] ?? 1 };
      this.put({ source, target, ...told, recorded: recorded?.[e] ?? told.occurred }, 0);
    }
  }

  /** Takes a node out of every read, past ones included; the next merge takes its arcs out of memory. */
  erase(node: number): void {
    if (this.erased === undefined || this.erased.length <= node) {
      const next = new Uint8Array(new SharedArrayBuffer(Math.max(this.highest, node + 1)));
      if (this.erased !== undefined) next.set(this.erased);
      this.erased = next;
    }
    this.erased[node] = 1;
    this.guard?.renew();
  }

  /** Visits the arcs of a node, the newest first. */
  visit(node: number, query: ArcQuery, visit: ArcVisitor): void {
    const { slabs: blocks, frozen, erased } = this;
    visitArcs({ blocks, frozen, erased, isTimely: this.future === 0 }, { node, query }, visit);
  }

  /** How many arcs a node has, without a look at them; undefined once anything was removed or erased. */
  degree(node: number): number | undefined {
    if (this.hasRemovals || this.erased !== undefined) return undefined;
    const { offsets } = this.frozen;
    const before = (offsets[node + 1] ?? 0) - (offsets[node] ?? 0);
    return this.slabs.reduce((sum, { sizes }) => sum + (sizes[node] ?? 0), Math.max(0, before));
  }

  /** Joins everything into rows that stand still. */
  merge(limits: MergeLimits = {}): void {
    for (const _ of this.mergeSteps(limits));
  }

  /**
   * The same in steps, between which edges may be added and read. What is merged is built beside what is read and takes its place
   * in the last step: a merge that is given up, or dies, changes nothing, and the next one does its work.
   */
  *mergeSteps(limits: MergeLimits = {}): Generator<undefined, undefined> {
    const [newest, ...others] = this.slabs;
    // What comes while this runs goes into a slab that is not merged.
    const merged = newest.arcs > 0 ? this.slabs : others;
    if (newest.arcs > 0) {
      this.slabs = [new ArcSlab(this.highest, this.fields), ...this.slabs];
      this.guard?.renew();
    }
    const layers = { blocks: merged.map(blocksOf), frozen: this.frozen, erased: this.erased };
    this.frozen = yield* this.merged(layers, limits);
    this.slabs = [this.slabs[0], ...this.slabs.slice(1).filter((slab) => !merged.includes(slab))];
    this.guard?.renew();
    return undefined;
  }

  /** What is remembered of edges beside their arcs. */
  private look({ columns: { ends, recorded, occurred } }: FrozenArcs): void {
    for (let a = 0; a < ends.length && !this.hasRemovals; a++) this.hasRemovals = (ends[a] as number) >= REMOVAL;
    if (recorded === undefined || occurred === undefined) return;
    for (let a = 0; a < recorded.length; a++) {
      const known = recorded[a] as number;
      if (known > this.lastRecorded) this.lastRecorded = known;
      if ((occurred[a] as number) > known) this.future++;
    }
  }

  /** All arcs as rows, built beside the store. */
  *merged(layers: ArcLayers, limits: MergeLimits): Generator<undefined, FrozenArcs> {
    return yield* mergeArcs(layers, { ...limits, fields: this.fields, nodes: this.highest });
  }

  private reserve(sources: Uint32Array, targets: Uint32Array): void {
    let most = 0;
    for (let e = 0; e < sources.length; e++) most = Math.max(most, sources[e] as number, targets[e] as number);
    this.name(most);
  }

  private name(node: number): void {
    if (node >= REMOVAL) {
      throw new TallyError('GRAPH_NODE', `node ${node} is beyond ${REMOVAL - 1}`, {
        hint: 'intern names: nodes count from 0',
      });
    }
    this.highest = Math.max(this.highest, node + 1);
    const [slab] = this.slabs;
    if (this.highest <= slab.nodes) return;
    slab.reserve(this.highest);
    this.guard?.renew();
  }

  private put(edge: StoredEdge, mark: number): void {
    const { source, target, type = 0, recorded = edge.occurred ?? 0 } = edge;
    if (source === target) {
      this.selfLoops++;
      return;
    }
    if (type >= INWARD) {
      throw new TallyError('GRAPH_FIELDS', `relation ${type} is beyond ${INWARD - 1}`, {
        hint: 'number relations from 0',
      });
    }
    if (this.fields.time === true && recorded < this.lastRecorded) {
      throw new TallyError('GRAPH_TIME', `an edge is recorded at ${recorded}, after one at ${this.lastRecorded}`, {
        hint: 'add edges in the order in which they became known; when they happened may be any time before',
      });
    }
    this.lastRecorded = Math.max(this.lastRecorded, recorded);
    if ((edge.occurred ?? recorded) > recorded) this.future++;
    this.name(Math.max(source, target));
    this.guarded(edge, { at: source, end: target, type, recorded, mark });
    this.guarded(edge, { at: target, end: source, type: this.isDirected ? type | INWARD : type, recorded, mark });
  }

  private guarded(edge: StoredEdge, told: ToldArc): void {
    const { guard } = this;
    if (guard === undefined) {
      this.arc(edge, told);
      return;
    }
    const [{ columns }] = this.slabs;
    guard.toggle(told.at);
    this.arc(edge, told);
    if (this.slabs[0].columns !== columns) guard.renew();
    guard.toggle(told.at);
  }

  private arc({ occurred, weight = 1 }: StoredEdge, told: ToldArc): void {
    const [slab] = this.slabs;
    const place = slab.append(told.at);
    const { columns } = slab;
    columns.ends[place] = told.end + told.mark;
    if (columns.types !== undefined) columns.types[place] = told.type;
    if (columns.occurred !== undefined) columns.occurred[place] = occurred ?? told.recorded;
    if (columns.recorded !== undefined) columns.recorded[place] = told.recorded;
    if (columns.weights !== undefined) columns.weights[place] = weight;
  }
}

/** One end of an edge. */
interface ToldArc {
  readonly at: number;
  readonly end: number;
  readonly type: number;
  readonly recorded: number;
  readonly mark: number;
}

function blocksOf({ starts, sizes, columns }: ArcSlab): BlockArcs {
  return { starts, sizes, columns };
}
