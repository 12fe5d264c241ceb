import type { Rng } from '#base';

/** Rows of a part, and those of the others, from which it is to be told. */
export interface Half {
  readonly own: Uint32Array;
  readonly others: Uint32Array;
}

/** Two random halves: what is learnt from one tells of the other, so that no row helps to explain itself. */
export function halvesOf(rows: number, rng: Rng): readonly Half[] {
  const isFirst = Uint8Array.from({ length: rows }, () => rng.below(2));
  const all = Uint32Array.from({ length: rows }, (_, v) => v);
  const [first, second] = [all.filter((v) => isFirst[v] === 1), all.filter((v) => isFirst[v] === 0)];
  return [
    { own: first, others: second },
    { own: second, others: first },
  ];
}
