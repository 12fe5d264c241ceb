import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { computedValue } from '../computed.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import type { EventTable, LabelTable } from '../event-table.ts';
import { BINS, ColumnBinner } from './bin-column.ts';
import { binStatistics, countBins, type BinStatistics } from './bin-statistics.ts';
import {
  CANDIDATE_WINDOWS,
  columnsOf,
  formsOf,
  laneSize,
  type Candidate,
  type CandidateForm,
  type CandidateLane,
} from './candidate.ts';
import { windowDefinitions } from './candidate-definition.ts';

/** A candidate that may still win, with its bins. */
export interface ScoredCandidate extends BinStatistics {
  readonly candidate: Candidate;
  readonly bins: Uint8Array;
  /** Bad rate by bin. */
  readonly rates: Float64Array;
}

/** What the scoring of all candidates leaves behind: one number each, and the best with their bins. */
export interface Scored {
  readonly p: Float64Array;
  readonly pool: ScoredCandidate[];
  readonly tested: number;
  /** Candidates that are nearly always missing or nearly constant. */
  readonly empty: number;
}

interface ScoreInput {
  readonly events: EventTable;
  readonly labels: LabelTable;
  readonly bad: Uint8Array;
  readonly most: number;
  readonly keep: number;
  readonly threads: number;
  readonly progress: (done: number) => void;
}

/** Cells of window columns that are in memory at a time. */
const CELLS = 30_000_000;
const LEAST_COVERAGE = 0.01;
const LEAST_VARIETY = 0.005;

/** Computes candidates lane by lane, scores each, and forgets its column. */
export async function scoreCandidates(lanes: readonly CandidateLane[], input: ScoreInput): Promise<Scored> {
  const scorer = new Scorer(input);
  let [from, room] = [0, input.most];
  while (from < lanes.length && room > 0) {
    let [to, columns, size] = [from, 0, 0];
    while (to < lanes.length && size < room) {
      const lane = lanes[to] as CandidateLane;
      const width = lane.aggregates.length * columnsOf(lane);
      if (columns > 0 && (columns + width) * input.labels.rows > CELLS) break;
      columns += width;
      size += laneSize(lanes[to++] as CandidateLane);
    }
    await scoreLanes({ lanes, from, to, room }, { input, scorer });
    room -= Math.min(room, size);
    from = to;
    input.progress(scorer.tested);
  }
  return scorer.result();
}

interface LaneRange {
  readonly lanes: readonly CandidateLane[];
  readonly from: number;
  readonly to: number;
  readonly room: number;
}

async function scoreLanes(
  { lanes, from, to, room }: LaneRange,
  { input, scorer }: { readonly input: ScoreInput; readonly scorer: Scorer },
): Promise<void> {
  const definitions = lanes
    .slice(from, to)
    .flatMap((lane) => lane.aggregates.flatMap((_, aggregate) => windowDefinitions(lane, aggregate)));
  const { factors, events } = bind(parseDefinitions(definitions), input.events);
  const { columns } = await columnarEngine(factors, events, { labels: input.labels, threads: input.threads });
  let [at, left] = [0, room];
  for (let lane = from; lane < to; lane++) {
    const told = lanes[lane] as CandidateLane;
    const [width, forms] = [columnsOf(told), formsOf(told)];
    for (let aggregate = 0; aggregate < told.aggregates.length; aggregate++) {
      const windows = columns.slice(at, at + width);
      at += width;
      for (let form = 0; form < forms.length && left > 0; form++, left--) {
        scorer.score({ lane, aggregate, form }, { shape: forms[form] as CandidateForm, windows });
      }
      scorer.endAggregate();
    }
  }
}

interface Shaped {
  readonly shape: CandidateForm;
  readonly windows: readonly Float64Array[];
}

class Scorer {
  tested = 0;
  private empty = 0;
  private least = 0;
  /** The best of each form (a window, a ratio, a difference) of the aggregate at hand. */
  private best = new Map<string, ScoredCandidate>();
  private pool: ScoredCandidate[] = [];
  private readonly p: Float64Array;
  private readonly column: Float64Array;
  private readonly binner: ColumnBinner;
  private readonly counts = { rows: new Float64Array(BINS + 1), bad: new Float64Array(BINS + 1) };
  private readonly input: ScoreInput;

  constructor(input: ScoreInput) {
    this.input = input;
    this.p = new Float64Array(input.most).fill(1);
    this.column = new Float64Array(input.labels.rows);
    this.binner = new ColumnBinner(input.labels.rows);
  }

  score(candidate: Candidate, { shape, windows }: Shaped): void {
    const bins = this.binner.bin(this.fill(shape, windows));
    countBins(this.binner.bins, this.input.bad, this.counts);
    const statistics = binStatistics(this.counts, bins);
    this.p[this.tested++] = statistics.p;
    if (statistics.coverage < LEAST_COVERAGE || statistics.variety < LEAST_VARIETY) this.empty++;
    else if (statistics.iv > this.least) this.keep(candidate, { op: shape.op, statistics, bins });
  }

  /**
   * Ends an aggregate: only the best of its windows, ratios and differences go on. A hundred forms of one strong aggregate
   * would fill the pool with copies of one fact.
   */
  endAggregate(): void {
    this.pool.push(...this.best.values());
    this.best.clear();
    if (this.pool.length >= 2 * this.input.keep) this.prune();
  }

  result(): Scored {
    this.prune();
    return { p: this.p.subarray(0, this.tested), pool: this.pool, tested: this.tested, empty: this.empty };
  }

  private keep(
    candidate: Candidate,
    { op, statistics, bins }: { op: string; statistics: BinStatistics; bins: number },
  ): void {
    if (statistics.iv <= (this.best.get(op)?.iv ?? 0)) return;
    const { rows, bad } = this.counts;
    const rates = Float64Array.from({ length: bins }, (_, b) =>
      rows[b] === 0 ? 0 : (bad[b] as number) / (rows[b] as number),
    );
    this.best.set(op, { candidate, ...statistics, bins: this.binner.bins.slice(), rates });
  }

  /** Forgets all but the best by information value; among equals the earlier, simpler one stays. */
  private prune(): void {
    this.pool.sort((a, b) => b.iv - a.iv);
    this.pool.length = Math.min(this.pool.length, this.input.keep);
    if (this.pool.length === this.input.keep) this.least = this.pool.at(-1)?.iv ?? 0;
  }

  private fill(shape: CandidateForm, windows: readonly Float64Array[]): Float64Array {
    const own = windows[shape.window] as Float64Array;
    if (shape.op === 'plain') return own;
    const { column } = this;
    if (shape.op === 'zscore') {
      const [mean, deviation] = [1, 2].map((part) => windows[part * CANDIDATE_WINDOWS.length + shape.window]);
      for (let row = 0; row < column.length; row++) {
        const above = (own[row] as number) - (mean?.[row] ?? NaN);
        column[row] = computedValue('ratio', above, deviation?.[row] ?? NaN);
      }
      return column;
    }
    const base = windows[shape.base] as Float64Array;
    if (shape.op === 'difference') {
      for (let row = 0; row < column.length; row++) column[row] = (own[row] as number) - (base[row] as number);
    } else {
      for (let row = 0; row < column.length; row++) {
        column[row] = computedValue('ratio', own[row] as number, base[row] as number);
      }
    }
    return column;
  }
}
