import { log } from '#base';
import type { Motif } from './motif.ts';
import { poissonTail } from './poisson-tail.ts';
import type { TimedRows } from './timed-edges.ts';

interface Fan {
  readonly centre: number;
  readonly partners: number;
  /** Places in the row of the centre. */
  readonly from: number;
  readonly to: number;
}

/**
 * For every account the window in which it has most different partners on one side, by one sweep over its edges in time order.
 * Score: minus the decimal logarithm of how many accounts would have as wide a fan by chance, were all partners spread evenly
 * (Poisson's tail about the mean of the accounts' widest fans).
 */
export function fans(
  rows: TimedRows,
  { kind, window, least }: { readonly kind: 'fan-in' | 'fan-out'; readonly window: number; readonly least: number },
): Motif[] {
  const isIn = kind === 'fan-in';
  const widest = widestFans(rows, isIn, window);
  const mean = widest.reduce((sum, { partners }) => sum + partners, 0) / Math.max(1, rows.nodes);
  return widest
    .filter(({ partners }) => partners >= least)
    .map((fan) => {
      const expected = log(rows.nodes) + poissonTail(mean, fan.partners);
      return { ...factsOf(rows, fan, isIn), kind, score: -expected / log(10) };
    });
}

function widestFans(rows: TimedRows, isIn: boolean, window: number): Fan[] {
  const { nodes, times, inStarts, inEdges, outStarts, outEdges } = rows;
  const [starts, edges] = isIn ? [inStarts, inEdges] : [outStarts, outEdges];
  const partnerOf = isIn ? rows.sources : rows.targets;
  const counts = new Uint32Array(nodes);
  const found: Fan[] = [];
  for (let centre = 0; centre < nodes; centre++) {
    let [tail, partners] = [starts[centre] as number, 0];
    let best: Fan = { centre, partners: 0, from: tail, to: tail };
    const end = starts[centre + 1] as number;
    for (let head = tail; head < end; head++) {
      const e = edges[head] as number;
      const partner = partnerOf[e] as number;
      counts[partner] = (counts[partner] as number) + 1;
      if (counts[partner] === 1) partners++;
      while ((times[e] as number) - (times[edges[tail] as number] as number) > window) {
        const gone = partnerOf[edges[tail++] as number] as number;
        counts[gone] = (counts[gone] as number) - 1;
        if (counts[gone] === 0) partners--;
      }
      if (partners > best.partners) best = { centre, partners, from: tail, to: head + 1 };
    }
    for (let i = tail; i < end; i++) counts[partnerOf[edges[i] as number] as number] = 0;
    if (best.partners > 0) found.push(best);
  }
  return found;
}

function factsOf(rows: TimedRows, { centre, from, to }: Fan, isIn: boolean) {
  const own = [...(isIn ? rows.inEdges : rows.outEdges).subarray(from, to)];
  const amounts = own.map((e) => rows.amounts?.[e] ?? NaN);
  const partners = new Set(own.map((e) => (isIn ? rows.sources : rows.targets)[e] as number));
  return {
    members: [centre, ...[...partners].sort((a, b) => a - b)],
    edges: own.map((e) => rows.edgeAt[e] as number),
    start: rows.times[own[0] as number] as number,
    end: rows.times[own.at(-1) as number] as number,
    amount: amounts.reduce((a, b) => a + b, 0),
    evenness: amounts.reduce((a, b) => Math.min(a, b), Infinity) / amounts.reduce((a, b) => Math.max(a, b), -Infinity),
    isOrdered: false,
  };
}
