/** True when two texts differ by one insertion, deletion, substitution or swap of neighbours, or not at all. */
export function isWithinOneEdit(a: string, b: string): boolean {
  if (a.length > b.length) return isWithinOneEdit(b, a);
  if (b.length - a.length > 1) return false;
  let from = 0;
  while (from < a.length && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  let left = a.length - 1;
  let right = b.length - 1;
  while (left >= from && a.charCodeAt(left) === b.charCodeAt(right)) {
    left--;
    right--;
  }
  if (left - from < 0) return right - from <= 0;
  if (left === from && right === from) return true;
  const isPair = left === from + 1 && right === from + 1;
  return isPair && a.charCodeAt(from) === b.charCodeAt(right) && a.charCodeAt(left) === b.charCodeAt(from);
}
