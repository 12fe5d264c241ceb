import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { densestBlock } from './fraudar.ts';

describe('the densest block', () => {
  it('is the one that was injected, with camouflage', () => {
    const rng = createRng(7);
    const edges: [number, number][] = [];
    for (let i = 0; i < 2500; i++) edges.push([rng.below(500), rng.below(500)]);
    // 20 rows fill 20 columns, and each has ten edges to any other.
    for (let row = 200; row < 220; row++) {
      for (let column = 300; column < 320; column++) edges.push([row, column]);
      for (let i = 0; i < 10; i++) edges.push([row, rng.below(500)]);
    }
    const sources = Uint32Array.from(edges, ([row]) => row);
    const targets = Uint32Array.from(edges, ([, column]) => column);
    const block = densestBlock({ rows: 500, columns: 500, sources, targets });
    expect([...block.rows]).toEqual(Array.from({ length: 20 }, (_, i) => 200 + i));
    expect([...block.columns]).toEqual(Array.from({ length: 20 }, (_, i) => 300 + i));
  });

  it('needs an edge', () => {
    const none = { rows: 2, columns: 2, sources: new Uint32Array(), targets: new Uint32Array() };
    expect(() => densestBlock(none)).toThrow(/no edge/);
  });
});
