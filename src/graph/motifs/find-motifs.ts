import { chains } from './chains.ts';
import { evenCycles } from './even-cycles.ts';
import { fans } from './fans.ts';
import { groups } from './groups.ts';
import { byScore, type Motif, type MotifKind } from './motif.ts';
import { orderedCycles } from './ordered-cycles.ts';
import { pathScorer } from './path-score.ts';
import { rarityOf, type Rarity } from './rarity.ts';
import { scatterGather } from './scatter-gather.ts';
import { timedRows, type TimedEdges, type TimedRows } from './timed-edges.ts';

/** Kinds that are judged by how rare their edges are. */
const JUDGED: readonly MotifKind[] = ['cycle', 'chain', 'group'];
/** Edges of a hub that are followed. */
const HUB = 500;

export const MOTIF_KINDS = ['cycle', 'chain', 'fan-in', 'fan-out', 'scatter-gather', 'group'] as const;

export interface MotifOptions {
  readonly kinds?: readonly MotifKind[];
  /** All of a motif lies within so much time, in the unit of the times; without end when left out. */
  readonly window?: number;
  /** Edges of a cycle; 3 to 6. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Edges of a cycle round which the same amount goes; up to 12. */
  readonly maxEvenLength?: number;
  /** Share by which amounts that are handed on may differ; .1. */
  readonly tolerance?: number;
  /** Partners of a fan; 5. Accounts between of scatter-gather; 3. */
  readonly minFan?: number;
  readonly minBetween?: number;
  /** Of larger hubs the newest so many edges are followed by chains and to gather; 500. */
  readonly hub?: number;
  /** Steps of the search of cycles from one edge or account; 10,000. */
  readonly steps?: number;
  /** Motifs of a lower score are left out; 0: about one of its length is expected by chance. */
  readonly minScore?: number;
}

export interface MotifsFound {
  /** The best score first. */
  readonly motifs: readonly Motif[];
  readonly selfLoops: number;
  readonly withoutTime: number;
  /** Searches that ended by `steps` and may have missed cycles. */
  readonly givenUp: number;
}

/**
 * Finds shapes that money takes when it is moved rather than spent, with how unlikely each is by chance. Deterministic whatever the
 * order of the edges.
 */
export function findMotifs(edges: TimedEdges, options: MotifOptions = {}): MotifsFound {
  const rows = timedRows(edges);
  const { kinds = MOTIF_KINDS, minScore = 0, window = Infinity } = options;
  const found: Motif[] = [];
  const rarity = kinds.some((kind) => JUDGED.includes(kind)) ? rarityOf(rows) : undefined;
  const paths = pathsFound(rows, rarity, { ...options, kinds, window, minScore });
  found.push(...paths.motifs);
  for (const kind of ['fan-in', 'fan-out'] as const) {
    if (kinds.includes(kind)) found.push(...fans(rows, { kind, window, least: options.minFan ?? 5 }));
  }
  if (kinds.includes('scatter-gather')) {
    found.push(...scatterGather(rows, { window, least: options.minBetween ?? 3, hub: options.hub ?? HUB }));
  }
  if (kinds.includes('group')) found.push(...groups(rows, rarity, { window, minScore, hub: options.hub ?? HUB }));
  const { selfLoops, withoutTime } = rows;
  const motifs = found.filter(({ score }) => score >= minScore).sort(byScore);
  return { motifs, selfLoops, withoutTime, givenUp: paths.givenUp };
}

function pathsFound(
  rows: TimedRows,
  rarity: Rarity | undefined,
  options: MotifOptions & { readonly kinds: readonly MotifKind[]; readonly window: number; readonly minScore: number },
): { readonly motifs: Iterable<Motif>; readonly givenUp: number } {
  const { kinds, window, minScore, tolerance = 0.1, minLength = 3, maxLength = 6, maxEvenLength = 12 } = options;
  const scorer = pathScorer(rows, rarity);
  const best = new Map<string, Motif>();
  const keep = (kind: 'cycle' | 'chain') => (path: readonly number[]) => {
    const motif = scorer.motif(kind, path);
    if (motif.score < minScore) return;
    const key = `${kind} ${fromSmallest(motif)}`;
    if ((best.get(key)?.score ?? -Infinity) < motif.score) best.set(key, motif);
  };
  let givenUp = 0;
  if (kinds.includes('cycle')) {
    const limits = { window, minLength, steps: options.steps ?? 10_000 };
    givenUp += orderedCycles(rows, { ...limits, maxLength }, keep('cycle'));
    givenUp += evenCycles(rows, { ...limits, maxLength: maxEvenLength, tolerance }, keep('cycle'));
  }
  if (kinds.includes('chain') && rarity !== undefined) {
    chains(rows, rarity, { limits: { window, tolerance, hub: options.hub ?? HUB }, found: keep('chain') });
  }
  return { motifs: best.values(), givenUp };
}

/** The members of a cycle read from the smallest, so that each cycle has one name; of a chain as they are. */
function fromSmallest({ kind, members }: Motif): string {
  const at = kind === 'cycle' ? members.indexOf(Math.min(...members)) : 0;
  return [...members.slice(at), ...members.slice(0, at)].join(' ');
}
