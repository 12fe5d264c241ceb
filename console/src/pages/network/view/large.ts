/** Nodes and links from which on a picture is large: while it moves it is drawn without what can wait. */
const LARGE = 1000;

export function isLarge({ order, size }: { readonly order: number; readonly size: number }): boolean {
  return order + size >= LARGE;
}
