import { undirectedView, type Graph } from '../store/graph.ts';

/** Core number of every node: the largest k so that it is in a part where all have k neighbours (Batagelj and Zaversnik, 2003). Linear. */
export function coreNumbers(directedOrNot: Graph): Uint32Array {
  const { nodes, out } = undirectedView(directedOrNot);
  const { offsets, targets } = out;
  const degrees = Uint32Array.from({ length: nodes }, (_, v) => (offsets[v + 1] as number) - (offsets[v] as number));
  const { order, places, starts } = byDegree(degrees);
  for (let i = 0; i < nodes; i++) {
    const v = order[i] as number;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
      const w = targets[a] as number;
      const degree = degrees[w] as number;
      if (degree <= (degrees[v] as number)) continue;
      // Moves w to the front of the nodes of its degree, which then begins one later.
      const front = starts[degree] as number;
      const other = order[front] as number;
      const place = places[w] as number;
      order[front] = w;
      order[place] = other;
      places[w] = front;
      places[other] = place;
      starts[degree] = front + 1;
      degrees[w] = degree - 1;
    }
  }
  return degrees;
}

/** Nodes in the order of their degree, where each is, and where each degree begins. */
function byDegree(degrees: Uint32Array) {
  const most = degrees.reduce((max, degree) => Math.max(max, degree), 0);
  const starts = new Uint32Array(most + 2);
  for (const degree of degrees) starts[degree + 1] = (starts[degree + 1] as number) + 1;
  for (let d = 1; d < starts.length; d++) starts[d] = (starts[d] as number) + (starts[d - 1] as number);
  const next = starts.slice();
  const order = new Uint32Array(degrees.length);
  const places = new Uint32Array(degrees.length);
  for (let v = 0; v < degrees.length; v++) {
    const at = next[degrees[v] as number] as number;
    next[degrees[v] as number] = at + 1;
    order[at] = v;
    places[v] = at;
  }
  return { order, places, starts };
}
