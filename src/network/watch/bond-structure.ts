import type { Network } from '../network.ts';

/**
 * Components and modularity of what is bound, in one pass over the bonds: every pair is bound once, so no graph has to be built.
 * Empty when nothing is bound. Modularity: Newman (2006), nodes without a group are groups of their own.
 */
export function bondStructure({ bonds, groups }: Network): Record<string, number> {
  const nodes = bonds.numbered;
  if (nodes === 0) return {};
  const { ids, count } = groupNumbers(nodes, { bonds, groups });
  const parents = Uint32Array.from({ length: nodes }, (_, number) => number);
  const degrees = new Float64Array(nodes);
  let [arcs, inside, number] = [0, 0, 0];
  const see = ({ ends }: { readonly ends: ArrayLike<number> }, place: number): boolean => {
    const end = ends[place] as number;
    arcs++;
    degrees[ids[number] as number] = (degrees[ids[number] as number] as number) + 1;
    if (ids[end] === ids[number]) inside++;
    if (end < number) join(parents, number, end);
    return true;
  };
  for (; number < nodes; number++) bonds.store.visit(number, {}, see);
  if (arcs === 0) return {};
  const sizes = new Uint32Array(nodes);
  for (let v = 0; v < nodes; v++) sizes[rootOf(parents, v)] = (sizes[rootOf(parents, v)] as number) + 1;
  const squares = degrees.reduce((sum, degree) => sum + (degree / arcs) ** 2, 0);
  return {
    'components.count': sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0),
    'components.largest_share': sizes.reduce((most, size) => Math.max(most, size), 0) / nodes,
    'groups.count': count,
    'groups.modularity': inside / arcs - squares,
  };
}

/** The group of each bound node, named after the first node in it, its own number for none; and how many groups there are. */
function groupNumbers(nodes: number, { bonds, groups: { journal } }: Pick<Network, 'bonds' | 'groups'>) {
  const ids = Uint32Array.from({ length: nodes }, (_, number) => number);
  const first = new Map<number, number>();
  for (let number = 0; number < nodes; number++) {
    const id = journal.groupOf(bonds.nodeAt(number), journal.closings.length - 1);
    if (id === undefined) continue;
    const known = first.get(id);
    if (known === undefined) first.set(id, number);
    else ids[number] = known;
  }
  return { ids, count: first.size };
}

function join(parents: Uint32Array, a: number, b: number): void {
  const [one, other] = [rootOf(parents, a), rootOf(parents, b)];
  if (one < other) parents[other] = one;
  else parents[one] = other;
}

function rootOf(parents: Uint32Array, node: number): number {
  let at = node;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at] as number] as number;
    at = parents[at] as number;
  }
  return at;
}
