import type { EdgeStore } from '../store/edge-store.ts';
import type { SlotBook } from './slot-book.ts';

/** Gives all but the largest part (of equal ones that of the smallest node) of each suspect community slots of their own. */
export function splitSlots(store: EdgeStore, book: SlotBook): void {
  const members = new Map<number, number[]>();
  for (const slot of book.suspects) members.set(slot, []);
  for (let v = 0; v < book.nodes; v++) members.get(book.slotOf[v] as number)?.push(v);
  book.suspects.clear();
  const isSeen = new Uint8Array(book.nodes);
  for (const those of [...members.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))) {
    const parts = partsOf(store, book, { members: those, isSeen });
    const largest = parts.reduce((most, part) => (part.length > most.length ? part : most), parts[0] ?? []);
    for (const part of parts) {
      if (part === largest) continue;
      const slot = book.emptySlot();
      for (const v of part) book.assign(v, slot);
    }
  }
}

function partsOf(
  store: EdgeStore,
  book: SlotBook,
  { members, isSeen }: { readonly members: readonly number[]; readonly isSeen: Uint8Array },
): number[][] {
  const parts: number[][] = [];
  for (const first of members) {
    if (isSeen[first] === 1) continue;
    isSeen[first] = 1;
    const part = [first];
    for (let head = 0; head < part.length; head++) {
      store.visit(part[head] as number, {}, ({ ends }, place) => {
        const w = ends[place] as number;
        if (isSeen[w] === 1 || book.slotOf[w] !== book.slotOf[first]) return true;
        isSeen[w] = 1;
        part.push(w);
        return true;
      });
    }
    parts.push(part);
  }
  return parts;
}
