import { INWARD, REMOVAL } from '#graph';
import type { NetworkParts, PersonMove } from './network.ts';

/** An arc of the person whose history moves. */
interface Held {
  readonly end: number;
  readonly type: number;
  readonly isInward: boolean;
  readonly occurred: number;
  readonly tick: number;
  readonly isMoved: boolean;
}

/**
 * Links one person's links (those of the events that move) anew at another, from a tick of now on: what stays is taken out and put
 * back, for a removal hides every older arc to the same end. Reads of earlier ticks see everything as it was.
 */
export function moveHistory(network: NetworkParts, move: PersonMove, nextTick: () => number): void {
  const { nodes, ticks, records } = network;
  const from = nodes.find({ kind: 'person', token: String(move.from) });
  const into = nodes.intern({ kind: 'person', token: String(move.into) });
  if (from === undefined || from === into) return;
  const isMoved = (tick: number): boolean => move.offsets?.has(ticks.originOf(tick)) ?? true;
  const removed = nextTick();
  const last = removed - 1;
  const anew = new Map<number, number>();
  const tickOf = (tick: number): number => {
    const known = anew.get(tick);
    if (known !== undefined) return known;
    const made = ticks.next(ticks.instantOf(removed), ticks.positionOf(removed), ticks.originOf(tick));
    anew.set(tick, made);
    return made;
  };
  const held = heldBy(network, from, isMoved);
  const touched = new Set(held.flatMap(({ isMoved: moves, end, type }) => (moves ? [`${end} ${type}`] : [])));
  const changed = held.filter(({ end, type }) => touched.has(`${end} ${type}`));
  for (const one of unique(changed)) network.edges.remove({ ...endsOf(from, one), type: one.type, recorded: removed });
  // The oldest first, so that the newest is met first.
  for (const one of changed.toReversed()) {
    const ends = endsOf(one.isMoved ? into : from, one);
    const { type, occurred, tick } = one;
    if (ends.source !== ends.target) network.edges.insert({ ...ends, type, occurred, recorded: tickOf(tick) });
  }
  records.move({ from, into, last }, isMoved, tickOf);
  rebond(network, changed, { from, into });
}

function heldBy({ edges }: NetworkParts, node: number, isMoved: (tick: number) => boolean): Held[] {
  const held: Held[] = [];
  if (node >= edges.nodes) return held;
  edges.visit(node, {}, ({ ends, types, occurred, recorded }, place) => {
    const [kind, tick] = [types?.[place] ?? 0, recorded?.[place] ?? 0];
    held.push({
      end: (ends[place] as number) % REMOVAL,
      type: kind & ~INWARD,
      isInward: (kind & INWARD) !== 0,
      occurred: occurred?.[place] ?? 0,
      tick,
      isMoved: isMoved(tick),
    });
    return true;
  });
  return held;
}

function unique(held: readonly Held[]): Held[] {
  return [...new Map(held.map((one) => [`${one.end} ${one.type} ${one.isInward}`, one])).values()];
}

function endsOf(node: number, { end, isInward }: Held): { readonly source: number; readonly target: number } {
  return isInward ? { source: end, target: node } : { source: node, target: end };
}

function rebond(
  { bonds, groups, ticks }: NetworkParts,
  changed: readonly Held[],
  { from, into }: { readonly from: number; readonly into: number },
): void {
  const ends = new Set<number>();
  const tick = ticks.last;
  for (const { end } of changed) if (bonds.remove(from, end, tick)) ends.add(end);
  for (const one of changed.toReversed()) {
    const { source, target } = endsOf(one.isMoved ? into : from, one);
    if (bonds.add(source, target, { relation: one.type, tick })) ends.add(one.end);
  }
  if (ends.size > 0) groups.update([from, into, ...ends]);
}
