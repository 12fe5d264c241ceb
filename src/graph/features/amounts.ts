import type { EdgeSide } from './edge-sides.ts';
import { asName, windowName, type Feature, type FeatureContext } from './feature-set.ts';
import type { SideFigures } from './side-figures.ts';

/** Amounts of every row: what its sides come to over everything, sums, means and largest by window and relation, and out over in. */
export function amountFigures(context: FeatureContext, figures: readonly SideFigures[]): Feature[] {
  const { events, rows, windows } = context;
  if (events.amounts === undefined) return [];
  const all = figures.flatMap(({ figures: own }) =>
    own
      .filter(([name]) => !/(count|partners|_age)$/.test(name))
      .map(([name, values]): Feature => [`${name}_all`, take(values, rows)]),
  );
  const bySide = events.sides.map((side) => windowed(context, side));
  const relations = events.typeNames.length > 1 ? [...events.typeNames.keys()] : [];
  const byType = events.sides.flatMap((side) => relations.map((type) => sumOfType(context, side, type)));
  return [...all, ...bySide.flatMap(({ features }) => features), ...ratios(windows, bySide), ...byType];
}

/** Values of all nodes as those of rows. */
export function take(values: ArrayLike<number>, rows: Uint32Array): Float64Array {
  const found = new Float64Array(rows.length);
  for (let row = 0; row < found.length; row++) found[row] = values[rows[row] as number] as number;
  return found;
}

interface Windowed {
  readonly sums: readonly Float64Array[];
  readonly features: readonly Feature[];
}

function windowed({ events, rows, windows }: FeatureContext, side: EdgeSide): Windowed {
  const [sums, most, counts] = [0, 1, 2].map(() => windows.map(() => new Float64Array(rows.length))) as [
    Float64Array[],
    Float64Array[],
    Float64Array[],
  ];
  rows.forEach((v, row) => {
    for (let i = side.starts[v] as number; i < (side.starts[v + 1] as number); i++) {
      const e = side.edges[i] as number;
      const [age, amount] = [events.ages?.[e] ?? NaN, events.amounts?.[e] ?? NaN];
      if (Number.isNaN(amount)) continue;
      for (let w = windows.length - 1; w >= 0; w--) {
        if (windows[w] !== Infinity && !(age <= (windows[w] as number))) break;
        add(sums[w], row, amount);
        add(counts[w], row, 1);
        const largest = most[w] as Float64Array;
        if (amount > (largest[row] as number)) largest[row] = amount;
      }
    }
  });
  const features = windows.flatMap((window, w): Feature[] => {
    if (window === Infinity) return [];
    const name = windowName(window);
    const [sum, count] = [sums[w] as Float64Array, counts[w] as Float64Array];
    return [
      [`${side.prefix}sum_${name}`, sum],
      [`${side.prefix}mean_${name}`, sum.map((value, row) => value / (count[row] as number))],
      [`${side.prefix}max_${name}`, most[w] as Float64Array],
    ];
  });
  return { sums, features };
}

function add(values: Float64Array | undefined, row: number, by: number): void {
  if (values !== undefined) values[row] = (values[row] as number) + by;
}

/** Of edges with a direction what goes out over what comes in. */
function ratios(windows: readonly number[], sides: readonly Windowed[]): Feature[] {
  const [out, into] = sides;
  if (out === undefined || into === undefined) return [];
  return windows.map((window, w) => [
    `out_over_in_${windowName(window)}`,
    (out.sums[w] as Float64Array).map((sum, row) => {
      const received = into.sums[w]?.[row] as number;
      return received > 0 ? sum / received : NaN;
    }),
  ]);
}

function sumOfType({ events, rows }: FeatureContext, side: EdgeSide, type: number): Feature {
  const sums = Float64Array.from(rows, (v) => {
    let sum = 0;
    for (let i = side.starts[v] as number; i < (side.starts[v + 1] as number); i++) {
      const e = side.edges[i] as number;
      if (events.types?.[e] === type && !Number.isNaN(events.amounts?.[e])) sum += events.amounts?.[e] ?? 0;
    }
    return sum;
  });
  return [`${side.prefix}${asName(events.typeNames[type] ?? '')}_sum_all`, sums];
}
