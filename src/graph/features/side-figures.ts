import type { EdgeSide } from './edge-sides.ts';
import type { EventRows } from './event-rows.ts';

/** What the edges at one side of every node come to; NaN without edges (or amounts, or instants). */
export interface SideFigures {
  readonly prefix: string;
  readonly figures: readonly (readonly [name: string, values: Float64Array])[];
}

const NAMES = ['count', 'partners', 'sum', 'mean', 'max', 'min', 'sd', 'top_share', 'repeats', 'first_age', 'last_age'];

/** Figures of all nodes, over all of what can be seen: a table that other sets average over neighbours. */
export function sideFigures(events: EventRows): readonly SideFigures[] {
  return events.sides.map((side) => {
    const columns = new Map(NAMES.map((name) => [name, new Float64Array(events.nodes)]));
    const marks = new Uint32Array(events.nodes);
    const sums = new Float64Array(events.nodes);
    const put = (v: number, name: string, value: number): void => {
      (columns.get(name) as Float64Array)[v] = value;
    };
    for (let v = 0; v < events.nodes; v++) figuresOf({ events, side, v, marks, sums }, put);
    const hasNone = (name: string): boolean =>
      (events.amounts === undefined && /^(sum|mean|max|min|sd|top_share|repeats)$/.test(name)) ||
      (events.ages === undefined && /_age$/.test(name));
    const figures = [...columns].filter(([name]) => !hasNone(name));
    return { prefix: side.prefix, figures: figures.map(([name, values]) => [`${side.prefix}${name}`, values]) };
  });
}

interface Place {
  readonly events: EventRows;
  readonly side: EdgeSide;
  readonly v: number;
  /** Scratch by node: who was met at this node, and what it paid. */
  readonly marks: Uint32Array;
  readonly sums: Float64Array;
}

function figuresOf(place: Place, put: (v: number, name: string, value: number) => void): void {
  const { events, side, v } = place;
  const [from, to] = [side.starts[v] as number, side.starts[v + 1] as number];
  put(v, 'count', to - from);
  const { partners, top, repeats } = partnersOf(place);
  put(v, 'partners', partners);
  const { sum, squares, max, min, many } = amountsOf(place);
  put(v, 'sum', sum);
  put(v, 'mean', many === 0 ? NaN : sum / many);
  put(v, 'max', many === 0 ? NaN : max);
  put(v, 'min', many === 0 ? NaN : min);
  put(v, 'sd', many === 0 ? NaN : Math.sqrt(Math.max(0, squares / many - (sum / many) ** 2)));
  put(v, 'top_share', sum > 0 ? top / sum : NaN);
  put(v, 'repeats', to === from ? NaN : repeats / (to - from));
  put(v, 'last_age', to === from ? NaN : (events.ages?.[side.edges[from] as number] ?? NaN));
  put(v, 'first_age', oldest(place));
}

/** Edges without an instant come last: the oldest that has one. */
function oldest({ events, side, v }: Place): number {
  for (let i = (side.starts[v + 1] as number) - 1; i >= (side.starts[v] as number); i--) {
    const age = events.ages?.[side.edges[i] as number] ?? NaN;
    if (!Number.isNaN(age)) return age;
  }
  return NaN;
}

/** Different partners, the most that one has been paid, and edges that repeat a partner. */
function partnersOf({ events, side, v, marks, sums }: Place) {
  let [partners, top, repeats] = [0, 0, 0];
  for (let i = side.starts[v] as number; i < (side.starts[v + 1] as number); i++) {
    const partner = side.partners[i] as number;
    if (marks[partner] !== v + 1) {
      marks[partner] = v + 1;
      sums[partner] = 0;
      partners++;
    } else repeats++;
    const amount = events.amounts?.[side.edges[i] as number] ?? 0;
    sums[partner] = (sums[partner] as number) + (Number.isNaN(amount) ? 0 : amount);
    top = Math.max(top, sums[partner] as number);
  }
  return { partners, top, repeats };
}

function amountsOf({ events, side, v }: Place) {
  let [sum, squares, max, min, many] = [0, 0, -Infinity, Infinity, 0];
  if (events.amounts === undefined) return { sum: NaN, squares, max, min, many };
  for (let i = side.starts[v] as number; i < (side.starts[v + 1] as number); i++) {
    const amount = events.amounts[side.edges[i] as number] as number;
    if (Number.isNaN(amount)) continue;
    many++;
    sum += amount;
    squares += amount * amount;
    if (amount > max) max = amount;
    if (amount < min) min = amount;
  }
  return { sum, squares, max, min, many };
}
