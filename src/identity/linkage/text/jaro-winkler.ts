const usedLeft = new Uint8Array(256);
const usedRight = new Uint8Array(256);

/** Jaro similarity of two texts in [0, 1]; of each the first 256 marks count. */
function jaro(a: string, b: string): number {
  const n = Math.min(a.length, 256);
  const m = Math.min(b.length, 256);
  if (n === 0 || m === 0) return n === m ? 1 : 0;
  const reach = Math.max(0, (Math.max(n, m) >> 1) - 1);
  usedLeft.fill(0, 0, n);
  usedRight.fill(0, 0, m);
  let matches = 0;
  for (let i = 0; i < n; i++) {
    const mark = a.charCodeAt(i);
    const end = Math.min(m - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= end; j++) {
      if (usedRight[j] === 1 || b.charCodeAt(j) !== mark) continue;
      usedLeft[i] = 1;
      usedRight[j] = 1;
      matches++;
      break;
    }
  }
  if (matches === 0) return 0;
  const swaps = transpositions(a, b, n) / 2;
  return (matches / n + matches / m + (matches - swaps) / matches) / 3;
}

function transpositions(a: string, b: string, n: number): number {
  let count = 0;
  for (let i = 0, j = 0; i < n; i++) {
    if (usedLeft[i] === 0) continue;
    while (usedRight[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) count++;
    j++;
  }
  return count;
}

/** Jaro-Winkler similarity (Winkler 1990): Jaro plus a tenth of the rest for each of up to four equal first marks. */
export function jaroWinkler(a: string, b: string): number {
  const similarity = jaro(a, b);
  if (similarity < 0.7) return similarity;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return similarity + 0.1 * prefix * (1 - similarity);
}
