const rows = [new Int32Array(130), new Int32Array(130), new Int32Array(130)] as const;
const LONGEST = 128;

/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of neighbours.
 * Gives `limit + 1` as soon as the distance must exceed `limit`; texts are cut to 128 marks.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const n = Math.min(a.length, LONGEST);
  const m = Math.min(b.length, LONGEST);
  if (Math.abs(n - m) > limit) return limit + 1;
  let [before, last, next] = rows;
  for (let j = 0; j <= m; j++) last[j] = j;
  for (let i = 1; i <= n; i++) {
    next[0] = i;
    let least = i;
    for (let j = 1; j <= m; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let best = Math.min((last[j] as number) + 1, (next[j - 1] as number) + 1);
      best = Math.min(best, (last[j - 1] as number) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && !isSame && isSwap(a, b, i, j)) best = Math.min(best, (before[j - 2] as number) + 1);
      next[j] = best;
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
    [before, last, next] = [last, next, before];
  }
  return Math.min(last[m] as number, limit + 1);
}

function isSwap(...[a, b, i, j]: [a: string, b: string, i: number, j: number]): boolean {
  return a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}
