import { undirectedView, type Graph } from '../store/graph.ts';
import type { Feature, FeatureContext } from './feature-set.ts';
import type { EventRows } from './event-rows.ts';

/** Of a hub the newest so many edges are followed. */
const HUB = 100;

/** How wide the surroundings of every row are: different nodes within two hops, hubs by their newest edges, and neighbours' degrees. */
export function hopFigures({ events, rows }: FeatureContext, graph: Graph): Feature[] {
  const { offsets, targets } = undirectedView(graph).out;
  const marks = new Uint32Array(events.nodes);
  const [within, mean, most, least] = [0, 1, 2, 3].map(() => new Float64Array(rows.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  rows.forEach((v, row) => {
    within[row] = within2(events, { v, mark: row + 1, marks });
    let [sum, high, low] = [0, NaN, NaN];
    const [from, to] = [offsets[v] as number, offsets[v + 1] as number];
    for (let a = from; a < to; a++) {
      const w = targets[a] as number;
      const degree = (offsets[w + 1] as number) - (offsets[w] as number);
      sum += degree;
      if (!(degree <= high)) high = degree;
      if (!(degree >= low)) low = degree;
    }
    [mean[row], most[row], least[row]] = [to > from ? sum / (to - from) : NaN, high, low];
  });
  return [
    ['hop2_nodes', within],
    ['neighbour_degree_mean', mean],
    ['neighbour_degree_max', most],
    ['neighbour_degree_min', least],
  ];
}

function within2(
  events: EventRows,
  { v, mark, marks }: { readonly v: number; readonly mark: number; readonly marks: Uint32Array },
): number {
  marks[v] = mark;
  const near: number[] = [];
  const around = (node: number, found: (partner: number) => void): void => {
    for (const { starts, partners } of events.sides) {
      const from = starts[node] as number;
      const to = Math.min(starts[node + 1] as number, from + HUB);
      for (let i = from; i < to; i++) {
        const partner = partners[i] as number;
        if (marks[partner] === mark) continue;
        marks[partner] = mark;
        found(partner);
      }
    }
  };
  around(v, (partner) => near.push(partner));
  let count = near.length;
  for (const w of near) around(w, () => count++);
  return count;
}
