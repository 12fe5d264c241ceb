/** Finds which of n things hang together; the representative of a set is its smallest member. */
export class DisjointSets {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, at) => at);
  }

  find(item: number): number {
    let root = item;
    while (this.parent[root] !== root) root = this.parent[root] as number;
    for (let at = item; at !== root;) {
      const next = this.parent[at] as number;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const left = this.find(a);
    const right = this.find(b);
    if (left < right) this.parent[right] = left;
    else this.parent[left] = right;
  }
}

/** Members of each set with more than one, ascending, in the order of their smallest member. */
export function setsOf(sets: DisjointSets, size: number): number[][] {
  const members = new Map<number, number[]>();
  for (let item = 0; item < size; item++) {
    const root = sets.find(item);
    const found = members.get(root);
    if (found === undefined) members.set(root, [item]);
    else found.push(item);
  }
  return [...members.values()].filter(({ length }) => length > 1);
}
