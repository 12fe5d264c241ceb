import { log } from '#base';
import { coreNumbers, triangles, type Graph } from '#graph';
import { bothTails, upperTails } from './tails.ts';

/**
 * What is odd about where a node stands, without its attributes: unusually many or few neighbours, more triangles than others,
 * a place in a part where all know many (a clique that does not belong here).
 */
export function structureParts(graph: Graph): Readonly<Record<'degree' | 'triangles' | 'core', Float64Array>> {
  const { offsets } = graph.out;
  const degrees = Float64Array.from({ length: graph.nodes }, (_, v) =>
    log(1 + (offsets[v + 1] as number) - (offsets[v] as number)),
  );
  return {
    degree: bothTails(degrees),
    triangles: upperTails(triangles(graph)),
    core: upperTails(Float64Array.from(coreNumbers(graph))),
  };
}
