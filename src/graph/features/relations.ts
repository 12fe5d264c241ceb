import type { FeatureEdges } from './feature-edges.ts';

/** Relations with columns of their own; others count in the columns for all. */
const RELATIONS = 12;

/** Relations by falling number of edges; the last code is that of all that have no column of their own. */
export function relationsOf(
  types: FeatureEdges['types'],
  edges: number,
): { readonly codes: Uint8Array | undefined; readonly names: readonly string[] } {
  if (types === undefined) return { codes: undefined, names: [] };
  const counts = new Map<number, number>();
  for (let e = 0; e < edges; e++) {
    const code = types.codes[e] as number;
    if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const largest = [...counts].sort(([a, many], [b, more]) => more - many || a - b).slice(0, RELATIONS);
  const kept = largest.map(([code]) => code).sort((a, b) => a - b);
  const places = new Map(kept.map((code, place) => [code, place]));
  const codes = Uint8Array.from({ length: edges }, (_, e) => places.get(types.codes[e] as number) ?? kept.length);
  return { codes, names: kept.map((code) => types.names[code] ?? '') };
}
