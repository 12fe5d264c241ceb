import { createRng, type Rng } from '#base';
import { densestBlock } from '#graph';
import type { ProofPart } from '../row.ts';

/** Sides of the background, of the block, and edges of the background. */
const [SIDE, BLOCK, BACKGROUND] = [500, 20, 2500];
/** Edges of each row of the block to columns of anybody. */
const CAMOUFLAGE = 10;
const MARKETS = 20;

/** The injected block of the FRAUDAR paper's example, at a place and with a background of its own in each of twenty draws. */
export const fraudarProof: ProofPart = {
  name: 'fraudar',
  async run({ seed }) {
    const exact = Array.from({ length: MARKETS }, (_, draw) => isFound(createRng(seed).fork('fraudar', draw)));
    const found = exact.filter(Boolean).length;
    return [
      {
        metric: `FRAUDAR: an injected block of ${BLOCK} x ${BLOCK} in ${SIDE} x ${SIDE}, camouflaged, returned exactly`,
        value: `${found} of ${MARKETS} draws`,
        target: 'all',
        pass: found === MARKETS,
      },
    ];
  },
};

function isFound(rng: Rng): boolean {
  const [firstRow, firstColumn] = [rng.below(SIDE - BLOCK), rng.below(SIDE - BLOCK)];
  const edges: (readonly [number, number])[] = [];
  for (let i = 0; i < BACKGROUND; i++) edges.push([rng.below(SIDE), rng.below(SIDE)]);
  for (let row = firstRow; row < firstRow + BLOCK; row++) {
    for (let column = firstColumn; column < firstColumn + BLOCK; column++) edges.push([row, column]);
    for (let i = 0; i < CAMOUFLAGE; i++) edges.push([row, rng.below(SIDE)]);
  }
  const sources = Uint32Array.from(edges, ([row]) => row);
  const targets = Uint32Array.from(edges, ([, column]) => column);
  const { rows, columns } = densestBlock({ rows: SIDE, columns: SIDE, sources, targets });
  return isRun(rows, firstRow) && isRun(columns, firstColumn);
}

function isRun(found: Uint32Array, first: number): boolean {
  return found.length === BLOCK && found.every((node, i) => node === first + i);
}
