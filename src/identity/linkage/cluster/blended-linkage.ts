import { log2 } from '../model/bits.ts';

/** Evidence in bits between the members of a set, symmetric, row after row. */
export type EvidenceMatrix = Float64Array;

/** How members were grouped. */
export interface Grouping {
  /** The group of each member, called by its smallest member. */
  readonly group: Int32Array;
  /** For members of one group: the evidence with which their parts of it joined. */
  readonly joined: Float64Array;
}

/** Share of the likeliest member's say; the rest is the mean over all. Chosen on invented people. */
const BLEND = 0.6;

/**
 * Groups the members of a set: the two groups with the most evidence between them join, until none is above `cut`.
 * Evidence between groups is a blend of two views. One is the mean over their pairs, so that one strong pair cannot bring
 * together groups that otherwise differ (guard against over-merging). The other is the likelihood that a record is a
 * faulty copy of one member drawn at random, the logarithm of the mean of the odds, so that one good copy may speak for a
 * poor record.
 */
export function blendedLinkage(evidence: EvidenceMatrix, size: number, cut: number): Grouping {
  const groups: Groups = {
    size,
    bits: evidence.slice(),
    odds: evidence.map((bits) => 2 ** bits),
    blend: evidence.slice(),
    weight: new Float64Array(size).fill(1),
    open: Array.from({ length: size }, (_, at) => at),
  };
  const group = Int32Array.from(groups.open);
  const joined = new Float64Array(size * size);
  for (;;) {
    const best = bestPair(groups, cut);
    if (best === undefined) return { group, joined };
    const [keep, drop] = best;
    const bits = groups.blend[keep * size + drop] as number;
    const kept = membersOf(group, keep);
    const dropped = membersOf(group, drop);
    for (const a of kept) for (const b of dropped) joined[a * size + b] = joined[b * size + a] = bits;
    for (const member of dropped) group[member] = keep;
    join(groups, keep, drop);
  }
}

function membersOf(group: Int32Array, name: number): number[] {
  const members: number[] = [];
  for (let at = 0; at < group.length; at++) if (group[at] === name) members.push(at);
  return members;
}

/** Sums over the pairs between groups; a group stands where its smallest member stood. */
interface Groups {
  readonly size: number;
  readonly bits: Float64Array;
  readonly odds: Float64Array;
  readonly blend: Float64Array;
  readonly weight: Float64Array;
  readonly open: number[];
}

function join({ size, bits, odds, blend, weight, open }: Groups, keep: number, drop: number): void {
  open.splice(open.indexOf(drop), 1);
  weight[keep] = (weight[keep] as number) + (weight[drop] as number);
  for (const other of open) {
    if (other === keep) continue;
    const bitSum = (bits[keep * size + other] as number) + (bits[drop * size + other] as number);
    const oddsSum = (odds[keep * size + other] as number) + (odds[drop * size + other] as number);
    const pairs = (weight[keep] as number) * (weight[other] as number);
    bits[keep * size + other] = bits[other * size + keep] = bitSum;
    odds[keep * size + other] = odds[other * size + keep] = oddsSum;
    const evidence = BLEND * log2(oddsSum / pairs) + (1 - BLEND) * (bitSum / pairs);
    blend[keep * size + other] = blend[other * size + keep] = evidence;
  }
}

function bestPair({ size, blend, open }: Groups, cut: number): [number, number] | undefined {
  let best = cut;
  let pair: [number, number] | undefined;
  for (let i = 0; i < open.length; i++) {
    const row = (open[i] as number) * size;
    for (let j = i + 1; j < open.length; j++) {
      const evidence = blend[row + (open[j] as number)] as number;
      if (evidence <= best) continue;
      best = evidence;
      pair = [open[i] as number, open[j] as number];
    }
  }
  return pair;
}
