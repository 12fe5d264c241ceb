import type { Sigma } from 'sigma';
import { gridOf, nearestIn, type NodeGrid } from './node-grid.ts';

/** Screen pixels beside a node that still count as it, so that small ones can be hit. */
const SLACK = 3;

interface Index {
  readonly grid: NodeGrid;
  readonly ids: readonly string[];
  readonly sizes: Float64Array;
  readonly largest: number;
}

/** Finds the node under a place of the screen without asking the renderer, which would have to finish its drawing first. */
export function nodeFinder(sigma: Sigma): (place: { readonly x: number; readonly y: number }) => string | undefined {
  let index: Index | undefined;
  sigma.on('afterProcess', () => (index = undefined));
  return (place) => {
    index ??= indexOf(sigma);
    const { grid, ids, sizes, largest } = index;
    const pixels = sigma.getGraphToViewportRatio();
    const reach = (sigma.scaleSize(largest) + SLACK) / pixels;
    const at = sigma.viewportToGraph(place);
    const found = nearestIn(grid, { ...at, reach }, (point, distance) => {
      const outside = distance * pixels - sigma.scaleSize(sizes[point] as number);
      return outside > SLACK ? Infinity : outside;
    });
    return ids[found];
  };
}

function indexOf(sigma: Sigma): Index {
  const graph = sigma.getGraph();
  const ids = graph.filterNodes((id) => sigma.getNodeDisplayData(id)?.hidden !== true);
  const column = (key: string): Float64Array => Float64Array.from(ids, (id) => Number(graph.getNodeAttribute(id, key)));
  const sizes = Float64Array.from(ids, (id) => sigma.getNodeDisplayData(id)?.size ?? 0);
  return { grid: gridOf(column('x'), column('y')), ids, sizes, largest: sizes.reduce((a, b) => Math.max(a, b), 0) };
}
