/** Nodes ordered by a key that may change: a binary heap in typed arrays; equal keys come in the order of the nodes. */
export class NodeHeap {
  readonly keys: Float64Array;
  private readonly heap: Uint32Array;
  /** Place of a node in the heap plus 1; 0 when it is not there. */
  private readonly places: Uint32Array;
  private size = 0;

  constructor(nodes: number) {
    this.keys = new Float64Array(nodes);
    this.heap = new Uint32Array(nodes);
    this.places = new Uint32Array(nodes);
  }

  get length(): number {
    return this.size;
  }

  /** Puts a node in, or moves it to another key. */
  set(node: number, key: number): void {
    this.keys[node] = key;
    let place = (this.places[node] as number) - 1;
    if (place < 0) {
      place = this.size++;
      this.heap[place] = node;
    }
    this.down(this.up(place));
  }

  /** Takes the node with the smallest key out; -1 when there is none. */
  pop(): number {
    if (this.size === 0) return -1;
    const first = this.heap[0] as number;
    this.places[first] = 0;
    const last = this.heap[--this.size] as number;
    if (this.size > 0) {
      this.heap[0] = last;
      this.down(0);
    }
    return first;
  }

  private isBefore(a: number, b: number): boolean {
    const [x, y] = [this.keys[a] as number, this.keys[b] as number];
    return x < y || (x === y && a < b);
  }

  private up(place: number): number {
    const { heap, places } = this;
    const node = heap[place] as number;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const other = heap[parent] as number;
      if (!this.isBefore(node, other)) break;
      heap[place] = other;
      places[other] = place + 1;
      place = parent;
    }
    heap[place] = node;
    places[node] = place + 1;
    return place;
  }

  private down(place: number): void {
    const { heap, places, size } = this;
    const node = heap[place] as number;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && this.isBefore(heap[child + 1] as number, heap[child] as number)) child++;
      const other = heap[child] as number;
      if (!this.isBefore(other, node)) break;
      heap[place] = other;
      places[other] = place + 1;
      place = child;
    }
    heap[place] = node;
    places[node] = place + 1;
  }
}
