/** Endings and beginnings that tell the left side of a pair from the right one. */
const SIDES: readonly (readonly [RegExp, RegExp])[] = [
  [/_?l$/i, /_?r$/i],
  [/_?left$/i, /_?right$/i],
  [/_?1$/, /_?2$/],
  [/_?a$/i, /_?b$/i],
  [/_?x$/i, /_?y$/i],
  [/^(l|ltable|left)_?/i, /^(r|rtable|right)_?/i],
];

/** The two columns of ids in a file of pairs: equal names but for the side, such as id_l and id_r; or undefined. */
export function pairColumns(names: readonly string[]): readonly [string, string] | undefined {
  for (const [left, right] of SIDES) {
    for (const name of names) {
      if (!left.test(name)) continue;
      const stem = name.replace(left, '');
      if (!/(^|_)(id|rec|record|key|)$/i.test(stem) && !/id/i.test(stem)) continue;
      const other = names.find((known) => known !== name && right.test(known) && known.replace(right, '') === stem);
      if (other !== undefined) return [name, other];
    }
  }
  return undefined;
}
