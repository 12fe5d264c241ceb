import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { findMotifs } from './find-motifs.ts';
import type { TimedEdges } from './timed-edges.ts';

/** Transfers between anybody, and a few accounts that all deal with each other. */
function transfers(seed: number, friends: readonly number[]): TimedEdges {
  const rng = createRng(seed);
  const rows: (readonly [number, number])[] = Array.from({ length: 6000 }, () => [rng.below(2000), rng.below(2000)]);
  for (const a of friends) for (const b of friends) if (a !== b && rng.chance(0.6)) rows.push([a, b]);
  return {
    nodes: 2000,
    sources: Uint32Array.from(rows, ([a]) => a),
    targets: Uint32Array.from(rows, ([, b]) => b),
    times: Float64Array.from(rows, () => rng.below(100)),
    amounts: Float64Array.from(rows, () => 100 + 500 * rng.uniform()),
  };
}

describe('groups', () => {
  it('of accounts that deal with each other more than chance would have it come first', () => {
    const friends = [17, 310, 555, 1200, 1999];
    const { motifs } = findMotifs(transfers(4, friends), { kinds: ['group'] });
    expect(motifs[0]?.members).toEqual(expect.arrayContaining(friends));
    expect(motifs[0]?.members.length).toBeLessThan(8);
    expect(motifs[0]?.score).toBeGreaterThan(5);
  });

  it('are few where there is nothing but chance', () => {
    const many: number[] = [1, 2, 3].map((seed) => findMotifs(transfers(seed, []), { kinds: ['group'] }).motifs.length);
    expect(many.reduce((a, b) => a + b, 0)).toBeLessThan(16);
  });

  it('lie within the window', () => {
    const edges = transfers(4, [1, 2, 3, 4]);
    const { motifs } = findMotifs(edges, { kinds: ['group'], window: 20, minScore: -4 });
    expect(motifs.every(({ start, end }) => end - start <= 20)).toBe(true);
  });
});
