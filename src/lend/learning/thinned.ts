/** A sample of a stream of unknown length: every k-th item, k doubling whenever there are twice as many as wanted. */
export interface Thinned<T> {
  readonly items: readonly T[];
  add(item: T): void;
}

export function thinned<T>(wanted: number): Thinned<T> {
  let items: T[] = [];
  let stride = 1;
  let seen = 0;
  return {
    get items() {
      return items;
    },
    add(item) {
      if (seen++ % stride !== 0) return;
      items.push(item);
      if (items.length < 2 * wanted) return;
      items = items.filter((_, i) => i % 2 === 0);
      stride *= 2;
    },
  };
}
