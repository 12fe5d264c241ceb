/** One aggregate with its parameters, in the words of definitions. */
export interface CandidateAggregate {
  readonly aggregate: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Rows that candidates share: a source, a filter, a value. */
export interface CandidateLane {
  readonly entity: string;
  readonly source?: string;
  readonly where?: { readonly field: string; readonly op: '='; readonly value: string | number };
  readonly value?: string;
  readonly aggregates: readonly CandidateAggregate[];
  /** Compared with the events of this coarser key: deviations from its mean in the same window. */
  readonly peers?: string;
}

/** Windows of all candidates, shortest first. */
export const CANDIDATE_WINDOWS = ['1d', '3d', '7d', '14d', '30d', '60d', '90d', '180d', '365d', 'all'] as const;

/** How a candidate comes from the windows of one aggregate: itself, two windows compared, or a window against peers. */
export type CandidateForm =
  | { readonly op: 'zscore'; readonly window: number }
  | { readonly op: 'plain'; readonly window: number }
  | { readonly op: 'ratio' | 'difference'; readonly window: number; readonly base: number };

/** The forms of one aggregate: each window, then each pair of a shorter and a longer window, divided and subtracted. */
const FORMS: readonly CandidateForm[] = forms();

/** The forms of one aggregate against peers. */
const PEER_FORMS: readonly CandidateForm[] = CANDIDATE_WINDOWS.map((_, window) => ({ op: 'zscore', window }));

/** The forms of a lane's aggregates. */
export function formsOf({ peers }: CandidateLane): readonly CandidateForm[] {
  return peers === undefined ? FORMS : PEER_FORMS;
}

/** Columns that an aggregate of a lane needs: its windows; against peers these, their mean and their deviation. */
export function columnsOf({ peers }: CandidateLane): number {
  return CANDIDATE_WINDOWS.length * (peers === undefined ? 1 : 3);
}

function forms(): CandidateForm[] {
  const windows = CANDIDATE_WINDOWS.map((_, window) => window);
  const pairs = windows.flatMap((window) => windows.slice(window + 1).map((base) => ({ window, base })));
  return [
    ...windows.map((window) => ({ op: 'plain', window }) as const),
    ...pairs.map((pair) => ({ op: 'ratio', ...pair }) as const),
    ...pairs.map((pair) => ({ op: 'difference', ...pair }) as const),
  ];
}

/** A candidate's place in the grammar: all that is kept of it besides its statistics. */
export interface PlainCandidate {
  readonly lane: number;
  readonly aggregate: number;
  readonly form: number;
}

/** Two candidates multiplied: what neither tells alone. */
export interface CrossCandidate {
  readonly left: PlainCandidate;
  readonly right: PlainCandidate;
}

export type Candidate = PlainCandidate | CrossCandidate;

/** How many candidates a lane spans. */
export function laneSize(lane: CandidateLane): number {
  return lane.aggregates.length * formsOf(lane).length;
}
