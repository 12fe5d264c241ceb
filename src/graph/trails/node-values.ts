import type { EdgeStore } from '../store/edge-store.ts';

/**
 * A number for some nodes, in the order in which they came: a sparse set (Briggs and Torczon, 1993), emptied at no cost and with one
 * look-up far away for each question.
 */
export class NodeValues {
  count = 0;
  nodes = new Uint32Array(256);
  values = new Float64Array(256);
  private places = new Uint32Array(0);

  /** Empties it and makes room for nodes below `nodes`. */
  clear(nodes: number): void {
    this.count = 0;
    if (this.places.length < nodes) this.places = new Uint32Array(nodes);
  }

  /** The place of a node among those that came, or -1. */
  placeOf(node: number): number {
    const place = this.places[node] as number;
    return place < this.count && this.nodes[place] === node ? place : -1;
  }

  /** Adds a node that is not there. */
  add(node: number, value: number): void {
    if (this.count === this.nodes.length) this.lengthen();
    this.nodes[this.count] = node;
    this.values[this.count] = value;
    this.places[node] = this.count++;
  }

  private lengthen(): void {
    const [nodes, values] = [new Uint32Array(2 * this.count), new Float64Array(2 * this.count)];
    nodes.set(this.nodes);
    values.set(this.values);
    this.nodes = nodes;
    this.values = values;
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
  for (const values of room) values.clear(store.nodes);
  return room;
}
