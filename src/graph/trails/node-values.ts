import type { EdgeStore } from '../store/edge-store.ts';

/** Nodes for which there is room at first. */
const FEW = 512;

/**
 * A number for some nodes, in the order in which they came: a table with open addresses over the places. What is asked of it lies
 * together, however many nodes the graph has; emptied, it is as small as at first.
 */
export class NodeValues {
  count = 0;
  nodes = new Uint32Array(FEW);
  values = new Float64Array(FEW);
  /** Place + 1 by hash, 0 where free; of `size` a power of two, at least half free. */
  private slots = new Uint32Array(2 * FEW);
  private size = 2 * FEW;

  clear(): void {
    this.count = 0;
    this.size = 2 * FEW;
    this.slots.fill(0, 0, this.size);
  }

  /** The place of a node among those that came, or -1. */
  placeOf(node: number): number {
    return (this.slots[this.slotOf(node)] as number) - 1;
  }

  /** Adds a node that is not there. */
  add(node: number, value: number): void {
    if (2 * this.count === this.size) this.lengthen();
    this.nodes[this.count] = node;
    this.values[this.count] = value;
    this.slots[this.slotOf(node)] = ++this.count;
  }

  /** Where a node is, or would be. */
  private slotOf(node: number): number {
    const { slots, nodes } = this;
    const last = this.size - 1;
    const hash = Math.imul(node, 0x9e37_79b1);
    for (let slot = (hash ^ (hash >>> 15)) & last; ; slot = (slot + 1) & last) {
      const taken = slots[slot] as number;
      if (taken === 0 || nodes[taken - 1] === node) return slot;
    }
  }

  private lengthen(): void {
    this.size *= 2;
    if (this.slots.length < this.size) {
      this.slots = new Uint32Array(this.size);
      const [nodes, values] = [new Uint32Array(this.count * 2), new Float64Array(this.count * 2)];
      nodes.set(this.nodes);
      values.set(this.values);
      this.nodes = nodes;
      this.values = values;
    } else this.slots.fill(0, 0, this.size);
    for (let i = 0; i < this.count; i++) this.slots[this.slotOf(this.nodes[i] as number)] = i + 1;
  }
}

const kept = new WeakMap<EdgeStore, readonly [NodeValues, NodeValues]>();

/** Room to count in that a store's searches share; none of them runs within another. */
export function roomFor(store: EdgeStore): readonly [NodeValues, NodeValues] {
  let room = kept.get(store);
  if (room === undefined) {
    room = [new NodeValues(), new NodeValues()];
    kept.set(store, room);
  }
  for (const values of room) values.clear();
  return room;
}
