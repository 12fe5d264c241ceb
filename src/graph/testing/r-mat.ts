import { createRng } from '#base';

/** Quadrant probabilities of Graph500: .57, .19, .19, .05. */
const [A, B, C] = [0.57, 0.19, 0.19];

/** Edges of a recursive-matrix graph (Chakrabarti and others, 2004): 2^scale nodes, `factor` edges each, ids shuffled. */
export function rMat(
  scale: number,
  factor: number,
  seed: number,
): { readonly sources: Uint32Array; readonly targets: Uint32Array } {
  const rng = createRng(seed);
  const nodes = 2 ** scale;
  const names = Uint32Array.from({ length: nodes }, (_, v) => v);
  for (let v = nodes - 1; v > 0; v--) {
    const other = rng.below(v + 1);
    [names[v], names[other]] = [names[other] as number, names[v] as number];
  }
  const sources = new Uint32Array(nodes * factor);
  const targets = new Uint32Array(nodes * factor);
  for (let e = 0; e < sources.length; e++) {
    let [from, to] = [0, 0];
    for (let bit = 0; bit < scale; bit++) {
      const u = rng.uniform();
      from = 2 * from + (u >= A + B ? 1 : 0);
      to = 2 * to + ((u >= A && u < A + B) || u >= A + B + C ? 1 : 0);
    }
    sources[e] = names[from] as number;
    targets[e] = names[to] as number;
  }
  return { sources, targets };
}
