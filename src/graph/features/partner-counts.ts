import type { EdgeSide } from './edge-sides.ts';
import { asName, windowName, type Feature, type FeatureContext } from './feature-set.ts';

/** Edges and different partners of every row by side, relation and window. */
export function partnerCounts(context: FeatureContext): Feature[] {
  const { typeNames } = context.events;
  const relations = typeNames.length > 1 ? [undefined, ...typeNames.keys()] : [undefined];
  return context.events.sides.flatMap((side) => relations.flatMap((type) => countsOf(context, side, type)));
}

function countsOf({ events, rows, windows }: FeatureContext, side: EdgeSide, type: number | undefined): Feature[] {
  const counts = windows.map(() => new Float64Array(rows.length));
  const partners = windows.map(() => new Float64Array(rows.length));
  const marks = new Uint32Array(events.nodes);
  rows.forEach((v, row) => {
    for (let i = side.starts[v] as number; i < (side.starts[v + 1] as number); i++) {
      const e = side.edges[i] as number;
      if (type !== undefined && events.types?.[e] !== type) continue;
      const age = events.ages?.[e] ?? NaN;
      const partner = side.partners[i] as number;
      // The newest edge of a partner comes first: it is the one that counts in the shortest window.
      const isNew = marks[partner] !== row + 1;
      marks[partner] = row + 1;
      for (let w = windows.length - 1; w >= 0; w--) {
        if (windows[w] !== Infinity && !(age <= (windows[w] as number))) break;
        raise(counts[w] as Float64Array, row);
        if (isNew) raise(partners[w] as Float64Array, row);
      }
    }
  });
  const relation = type === undefined ? '' : `${asName(events.typeNames[type] ?? '')}_`;
  return windows.flatMap((window, w): Feature[] => [
    [`${side.prefix}${relation}count_${windowName(window)}`, counts[w] as Float64Array],
    [`${side.prefix}${relation}partners_${windowName(window)}`, partners[w] as Float64Array],
  ]);
}

function raise(values: Float64Array, row: number): void {
  values[row] = (values[row] as number) + 1;
}
