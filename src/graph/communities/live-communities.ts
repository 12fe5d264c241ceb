import type { EdgeStore } from '../store/edge-store.ts';
import { graphOfLayers } from '../store/graph-of-layers.ts';
import { leiden } from './leiden.ts';
import { SlotBook, type SlotImage } from './slot-book.ts';
import { splitSlots } from './split-slots.ts';
import { inherited, NOWHERE, transitions, type CommunityChange } from './transitions.ts';

export interface LiveOptions {
  readonly resolution?: number;
  /** Nodes looked at in one update for each node that changed; what is left waits for the next. 8. */
  readonly looks?: number;
  /** Goes on from here, over a store with the same edges in the same order. */
  readonly image?: LiveImage;
}

/** The state of communities as plain values; with a snapshot of their store it is all there is. */
export interface LiveImage extends SlotImage {
  readonly waiting: readonly number[];
}

/**
 * Communities of a store of edges whose ids live through change. `update` moves nodes near changed edges at once; `settle`
 * gives parts that no longer hang together ids of their own; `refresh` runs Leiden from where things stand and hands ids on by
 * the largest overlap. `changes` tells what became of each community since it was last asked.
 */
export class LiveCommunities {
  private readonly store: EdgeStore;
  private readonly book: SlotBook;
  private readonly resolution: number;
  private readonly looks: number;
  /** Nodes that wait to be looked at. */
  private readonly waiting: number[] = [];
  private head = 0;
  private told: Uint32Array;

  constructor(store: EdgeStore, { resolution = 1, looks = 8, image }: LiveOptions = {}) {
    this.store = store;
    this.resolution = resolution;
    this.looks = looks;
    this.book = new SlotBook(store);
    if (image === undefined) this.refresh();
    else this.resume(image);
    this.told = this.ids();
  }

  /** The id of a node's community; undefined when it is alone. */
  idOf(node: number): number | undefined {
    const id = this.book.idAt(node);
    return id === NOWHERE ? undefined : id;
  }

  /** The id of every node's community; 2^32 - 1 for those alone. */
  ids(): Uint32Array {
    return Uint32Array.from({ length: this.book.nodes }, (_, v) => this.book.idAt(v));
  }

  /**
   * Takes in edges that were added to or removed from the store, told by their ends; when edges `only` came, the next settling
   * need not look at the communities of their ends. Answers how many nodes moved.
   */
  update(ends: Iterable<number>, only?: 'added'): number {
    this.book.grow(this.store.nodes);
    let changed = 0;
    for (const v of ends) {
      // A node that the store does not know has no edges.
      if (v >= this.book.nodes || this.book.isDue[v] === 1) continue;
      this.book.measure(v);
      if (only === undefined) this.book.suspect(v);
      this.book.isDue[v] = 1;
      this.waiting.push(v);
      changed++;
    }
    let moved = 0;
    for (let left = this.looks * changed; left > 0 && this.head < this.waiting.length; left--) {
      const v = this.waiting[this.head++] as number;
      this.book.isDue[v] = 0;
      if (this.book.move(v, this.resolution, this.waiting)) moved++;
    }
    if (this.head === this.waiting.length || this.head > 1 << 16) {
      this.waiting.splice(0, this.head);
      this.head = 0;
    }
    return moved;
  }

  /** Divides communities that lost members or edges and no longer hang together; the largest part keeps the id. */
  settle(): void {
    splitSlots(this.store, this.book);
  }

  /** All communities anew by Leiden, beginning with those there are; ids go where most of their members are. */
  refresh(): void {
    this.book.grow(this.store.nodes);
    const graph = graphOfLayers(this.store.layers, this.book.nodes);
    const before = this.ids();
    const { communityOf, communities } = leiden(graph, { resolution: this.resolution, from: this.book.slotOf.slice() });
    for (const v of this.waiting) this.book.isDue[v] = 0;
    this.waiting.length = 0;
    this.head = 0;
    this.book.reset(communityOf, inherited(before, communityOf, communities));
  }

  /** What is needed to go on later. */
  image(): LiveImage {
    return { ...this.book.image(), waiting: this.waiting.slice(this.head) };
  }

  private resume(image: LiveImage): void {
    this.book.restore(image);
    for (const v of image.waiting) {
      this.book.isDue[v] = 1;
      this.waiting.push(v);
    }
  }

  /** What became of communities since this was last asked, in the order of ids. */
  changes(): CommunityChange[] {
    const now = this.ids();
    const found = transitions(this.told, now);
    this.told = now;
    return found;
  }
}
