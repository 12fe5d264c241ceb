import type { ArcVisitor } from '../store/arc-layers.ts';
import type { EdgeStore } from '../store/edge-store.ts';
import { NOWHERE } from './transitions.ts';

/** The state of a book as plain values. */
export interface SlotImage {
  readonly slotOf: Uint32Array;
  readonly idOfSlot: Uint32Array;
  readonly empty: readonly number[];
  readonly suspects: readonly number[];
  readonly nextId: number;
}

/** Who is in which community, with the sums that moving a node needs. A slot is a place for a community; its id outlives slots. */
export class SlotBook {
  slotOf = new Uint32Array(0);
  /** 1 while a node waits to be looked at. */
  isDue = new Uint8Array(0);
  /** Slots that lost a member or may have lost an edge within. */
  readonly suspects = new Set<number>();
  sizes = new Uint32Array(0);
  private readonly store: EdgeStore;
  private strengths = new Float64Array(0);
  private totals = new Float64Array(0);
  private idOfSlot = new Uint32Array(0);
  private votes = new Float64Array(0);
  private readonly touched: number[] = [];
  private readonly empty: number[] = [];
  private total = 0;
  private nextId = 0;
  private strength = 0;

  constructor(store: EdgeStore) {
    this.store = store;
  }

  get nodes(): number {
    return this.slotOf.length;
  }

  idAt(v: number): number {
    return this.idOfSlot[this.slotOf[v] ?? -1] ?? NOWHERE;
  }

  /** Makes room, and some to spare: what is there is not copied for every new node. A node is alone in a slot of its own. */
  grow(wanted: number): void {
    const had = this.nodes;
    if (wanted <= had) return;
    const nodes = Math.max(wanted, Math.ceil(1.25 * had));
    const longer = <T extends Uint32Array | Uint8Array | Float64Array>(next: T, old: T): T => {
      next.set(old);
      return next;
    };
    this.slotOf = longer(new Uint32Array(nodes), this.slotOf);
    this.isDue = longer(new Uint8Array(nodes), this.isDue);
    this.sizes = longer(new Uint32Array(nodes), this.sizes);
    this.strengths = longer(new Float64Array(nodes), this.strengths);
    this.totals = longer(new Float64Array(nodes), this.totals);
    this.votes = longer(new Float64Array(nodes), this.votes);
    this.idOfSlot = longer(new Uint32Array(nodes), this.idOfSlot).fill(NOWHERE, had);
    for (let v = had; v < nodes; v++) {
      this.slotOf[v] = v;
      this.sizes[v] = 1;
    }
  }

  /** Puts every node anew; groups with an id keep it. */
  reset(groupOf: Uint32Array, ids: Uint32Array): void {
    this.slotOf.set(groupOf);
    this.sizes.fill(0);
    this.totals.fill(0);
    this.strengths.fill(0);
    this.idOfSlot.fill(NOWHERE);
    this.idOfSlot.set(ids);
    this.total = 0;
    for (let v = 0; v < this.nodes; v++)
      this.sizes[groupOf[v] as number] = (this.sizes[groupOf[v] as number] as number) + 1;
    for (let v = 0; v < this.nodes; v++) this.measure(v);
    this.suspects.clear();
    this.empty.length = 0;
    for (let slot = this.nodes - 1; slot >= 0; slot--) {
      if (this.sizes[slot] === 0) this.empty.push(slot);
      this.name(slot);
    }
  }

  /** What a book is, besides the store it stands on. */
  image(): SlotImage {
    const { slotOf, idOfSlot, empty, suspects, nextId } = this;
    return { slotOf: slotOf.slice(), idOfSlot: idOfSlot.slice(), empty: [...empty], suspects: [...suspects], nextId };
  }

  /** Puts an image back over the store that it was taken with. */
  restore({ slotOf, idOfSlot, empty, suspects, nextId }: SlotImage): void {
    this.grow(slotOf.length);
    this.slotOf.set(slotOf);
    this.idOfSlot.set(idOfSlot);
    this.nextId = nextId;
    this.sizes.fill(0);
    for (const slot of slotOf) this.sizes[slot] = (this.sizes[slot] as number) + 1;
    this.totals.fill(0);
    for (let v = 0; v < this.nodes; v++) this.measure(v);
    for (const slot of empty) this.empty.push(slot);
    for (const slot of suspects) this.suspects.add(slot);
  }

  /** Weighs a node's arcs again. */
  measure(v: number): void {
    const degree = this.store.fields.weight === true ? undefined : this.store.degree(v);
    this.strength = degree ?? 0;
    if (degree === undefined) this.store.visit(v, {}, this.weigh);
    const [slot, more] = [this.slotOf[v] as number, this.strength - (this.strengths[v] as number)];
    this.strengths[v] = this.strength;
    this.totals[slot] = (this.totals[slot] as number) + more;
    this.total += more;
  }

  /** The community of a node may have come apart. */
  suspect(v: number): void {
    this.suspects.add(this.slotOf[v] as number);
  }

  /** Moves a node to the community around it that gains most modularity; neighbours elsewhere then wait. Whether it moved. */
  move(v: number, resolution: number, waiting: number[]): boolean {
    if (this.total === 0) return false;
    this.store.visit(v, {}, this.vote);
    const own = this.slotOf[v] as number;
    const best = this.bestFor(v, own, resolution / this.total);
    if (best === own) return false;
    this.assign(v, best);
    this.suspects.add(own);
    this.store.visit(v, {}, ({ ends }, place) => {
      const w = ends[place] as number;
      if (this.slotOf[w] === best || this.isDue[w] === 1) return true;
      this.isDue[w] = 1;
      waiting.push(w);
      return true;
    });
    return true;
  }

  /** Puts a node into a slot. */
  assign(v: number, slot: number): void {
    const own = this.slotOf[v] as number;
    const strength = this.strengths[v] as number;
    this.totals[own] = (this.totals[own] as number) - strength;
    this.totals[slot] = (this.totals[slot] as number) + strength;
    this.sizes[own] = (this.sizes[own] as number) - 1;
    this.sizes[slot] = (this.sizes[slot] as number) + 1;
    this.slotOf[v] = slot;
    if (this.sizes[own] === 0) this.empty.push(own);
    this.name(own);
    this.name(slot);
  }

  /** A slot without members. */
  emptySlot(): number {
    return this.empty.pop() ?? 0;
  }

  /** A community has an id while it has two members or more. */
  private name(slot: number): void {
    const size = this.sizes[slot] as number;
    if (size < 2) this.idOfSlot[slot] = NOWHERE;
    else if (this.idOfSlot[slot] === NOWHERE) this.idOfSlot[slot] = this.nextId++;
  }

  private bestFor(v: number, own: number, scale: number): number {
    const strength = this.strengths[v] as number;
    const pull = strength * scale;
    const staying = (this.votes[own] as number) - pull * ((this.totals[own] as number) - strength);
    let [best, most] = [own, staying];
    for (const slot of this.touched) {
      const gain = (this.votes[slot] as number) - pull * (this.totals[slot] as number);
      this.votes[slot] = 0;
      // What rounding alone would move stays.
      const isMore = gain > most + 1e-9 || (best !== own && gain === most && slot < best);
      if (slot !== own && isMore) [best, most] = [slot, gain];
    }
    this.touched.length = 0;
    if (most < -1e-9 && (this.sizes[own] as number) > 1) return this.emptySlot();
    return best;
  }

  private readonly weigh: ArcVisitor = ({ weights }, place) => {
    this.strength += weights?.[place] ?? 1;
    return true;
  };

  private readonly vote: ArcVisitor = ({ ends, weights }, place) => {
    const slot = this.slotOf[ends[place] as number] as number;
    const before = this.votes[slot] as number;
    if (before === 0) this.touched.push(slot);
    this.votes[slot] = before + (weights?.[place] ?? 1);
    return true;
  };
}
