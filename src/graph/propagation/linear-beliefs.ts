import { TallyError } from '#base';
import { buildGraph, type Adjacency } from '../store/graph.ts';

export interface BeliefEdges {
  readonly nodes: number;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  /** Relation of each edge; 0 when left out. */
  readonly types?: ArrayLike<number> | undefined;
  /** How sure each edge is, 0 to 1; 1 when left out. */
  readonly weights?: ArrayLike<number> | undefined;
}

export interface BeliefOptions {
  /** What is known beforehand of every node: above 0 bad, below 0 good, 0 nothing; at most a half either way. */
  readonly priors: Float64Array;
  /** How alike (above 0) or unlike (below 0) ends of an edge are, by relation: chance of the same state less a half. */
  readonly strengths: readonly number[];
  /** Weakens all strengths by halves until the beliefs converge, instead of refusing. */
  readonly shrink?: boolean;
  readonly tolerance?: number;
  readonly rounds?: number;
}

export interface Beliefs {
  /** Above 0 bad, below 0 good; comparable, not calibrated. */
  readonly beliefs: Float64Array;
  readonly rounds: number;
  /** No belief can be further than this from the fixed point. */
  readonly error: number;
  /** Upper bound of the spectral radius: each round brings beliefs this much nearer. */
  readonly bound: number;
  /** What strengths were multiplied by; 1 unless they were shrunk. */
  readonly scale: number;
}

/**
 * Linearised belief propagation for two states: the fixed point of b = prior + C b - D b, with c = 2 strength * weight for each
 * edge and D the sum of a node's c squared, which takes back a belief's own echo (FaBP, Koutra and others, 2011; LinBP, Gatterbauer
 * and others, VLDB 2015). Edges between the same nodes add up. One sparse solve by Jacobi's rounds; that they converge is
 * proved first by the bound of Collatz and Wielandt. Cost: arcs for each round.
 *
 * @throws TallyError `GRAPH_DIVERGES` when no fixed point is proved and `shrink` is not asked for.
 */
export function linearBeliefs(edges: BeliefEdges, options: BeliefOptions): Beliefs {
  const { priors, strengths, shrink = false, tolerance = 1e-10, rounds = 1000 } = options;
  const arcs = couplings(edges, strengths);
  for (let scale = 1; ; scale /= 2) {
    const system = { arcs, scale, echo: echoes(arcs, scale) };
    const bound = radiusBound(system);
    if (bound < 1) return { ...solved(system, { priors, bound, tolerance, rounds }), bound, scale };
    if (shrink && scale > 1e-6) continue;
    throw new TallyError(
      'GRAPH_DIVERGES',
      `beliefs are not proved to converge: the bound is ${bound.toFixed(3)}, not below 1`,
      {
        hint: 'give relations less strength, or ask to shrink them',
        data: { bound },
      },
    );
  }
}

interface System {
  readonly arcs: Adjacency & { readonly weights: Float64Array };
  readonly scale: number;
  /** 1 + the sum of squared couplings of every node. */
  readonly echo: Float64Array;
}

function couplings(
  { nodes, sources, targets, types, weights }: BeliefEdges,
  strengths: readonly number[],
): System['arcs'] {
  const coupled = Float64Array.from(sources, (_, e) => 2 * (strengths[types?.[e] ?? 0] ?? 0) * (weights?.[e] ?? 1));
  const { out } = buildGraph({ nodes, sources, targets, weights: coupled }, false).graph;
  return { ...out, weights: out.weights ?? new Float64Array(0) };
}

function echoes({ offsets, weights }: System['arcs'], scale: number): Float64Array {
  return Float64Array.from({ length: offsets.length - 1 }, (_, v) => {
    let sum = 1;
    for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++)
      sum += (scale * (weights[a] as number)) ** 2;
    return sum;
  });
}

/** Rounds of the bound at most; it only falls. */
const BOUND_ROUNDS = 60;

/** For any x above 0 the largest (Mx)/x is at least the spectral radius of M, here of the couplings' absolute values. */
function radiusBound({ arcs, scale, echo }: System): number {
  const { offsets, targets, weights } = arcs;
  let x = new Float64Array(echo.length).fill(1);
  let best = Infinity;
  for (let round = 0; round < BOUND_ROUNDS; round++) {
    let largest = 0;
    const next = x.map((own, v) => {
      let sum = 0;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        sum += Math.abs(scale * (weights[a] as number)) * (x[targets[a] as number] as number);
      }
      const value = sum / (echo[v] as number);
      largest = Math.max(largest, value / own);
      // Half of where it was keeps x above 0 and lets two-sided graphs settle.
      return (value + own) / 2;
    });
    best = Math.min(best, largest);
    if (best < 0.9) break;
    const most = next.reduce((a, b) => Math.max(a, b), 0) || 1;
    x = next.map((value) => Math.max(value / most, 1e-9));
  }
  return best;
}

function solved(
  { arcs, scale, echo }: System,
  {
    priors,
    bound,
    tolerance,
    rounds,
  }: { readonly priors: Float64Array; readonly bound: number; readonly tolerance: number; readonly rounds: number },
): Pick<Beliefs, 'beliefs' | 'rounds' | 'error'> {
  const { offsets, targets, weights } = arcs;
  let beliefs = priors.map((prior, v) => prior / (echo[v] as number));
  let [round, error] = [0, Infinity];
  while (round < rounds && error > tolerance) {
    round++;
    let change = 0;
    const next = beliefs.map((own, v) => {
      let sum = priors[v] as number;
      for (let a = offsets[v] as number; a < (offsets[v + 1] as number); a++) {
        sum += scale * (weights[a] as number) * (beliefs[targets[a] as number] as number);
      }
      const value = sum / (echo[v] as number);
      change = Math.max(change, Math.abs(value - own));
      return value;
    });
    beliefs = next;
    error = (change * bound) / (1 - bound);
  }
  return { beliefs, rounds: round, error };
}
