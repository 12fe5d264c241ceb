import { column, select, type Frame } from '#table';
import { proposedCut } from '../calibrate/proposed-cut.ts';
import {
  lessDiscriminatory,
  tradeOffs,
  type Candidate as Scored,
  type CandidateTrade,
} from '../fairness/alternatives.ts';
import { groupsOfColumn, mostApproved, type ColumnGroups } from '../fairness/groups-of-column.ts';
import type { EncodedFrame } from '../feature.ts';
import { pickRows } from '../target-rows.ts';
import { aloneAuc } from './alone-auc.ts';
import type { Candidate } from './candidates.ts';
import { contest, type ContestOptions, type Entry } from './contest.ts';
import { wholePart, type Part, type RaceRows, type Split } from './inner-splits.ts';
import type { RaceResult } from './race.ts';
import { unseenMargins, unseenScores } from './record.ts';

/** The search for a model that treats the groups of a column more evenly. */
export interface FairSearch {
  readonly column: string;
  /** The group that the winner approves most often. */
  readonly reference: string;
  /** Share of the rows that every model approves: that of the proposed cut-off. */
  readonly approve: number;
  /** An alternative may lose this much AUC. */
  readonly maxAucLoss: number;
  readonly baseline: CandidateTrade;
  /** All that were tried, the baseline among them; the most even first. */
  readonly tried: readonly CandidateTrade[];
  /** The less discriminatory alternative, when there is one. */
  readonly alternative: CandidateTrade | null;
  /** Columns that tell the groups apart best, strongest first. */
  readonly proxies: readonly { readonly name: string; readonly auc: number }[];
}

export interface FairSearchInput {
  readonly rows: RaceRows;
  readonly result: RaceResult;
  /** Protected columns; none of them is a feature. */
  readonly protectedColumns: Frame;
  readonly options: ContestOptions;
  /** Share of the time that is used up. */
  readonly stopwatch: () => number;
}

const MAX_AUC_LOSS = 0.005;
/** Columns whose removal is tried. */
const MOST_DROPPED = 4;
/** A column that tells the groups apart no better stays. */
const LEAST_PROXY = 0.55;
/** From this share of the budget on, no more models are fitted. */
const LATEST = 0.75;

/** Searches among all candidates of a race and its best single model without the columns that tell the groups apart. */
export async function searchFair({ rows, result, protectedColumns, ...call }: FairSearchInput): Promise<FairSearch[]> {
  const found: FairSearch[] = [];
  const { encoded } = wholePart(rows);
  for (const name of protectedColumns.names) {
    const groups = groupsOfColumn(column(protectedColumns, name));
    if (groups === undefined) continue;
    const proxies = proxiesOf(encoded, groups);
    const dropped = await withoutProxies(proxies, result, call);
    const alternatives = [...result.entries.map(scoredOf), ...dropped].map(({ name: own, margins }) => ({
      name: own,
      scores: unseenMargins(margins, result.splits, rows.frame.rows),
    }));
    const scores = unseenScores(result, rows.frame.rows);
    found.push({ column: name, proxies, ...judged({ groups, scores, alternatives, label: rows.label }) });
  }
  return found;
}

interface Margins {
  readonly name: string;
  readonly margins: Float64Array;
}

function scoredOf({ candidate, margins }: Entry): Margins {
  return { name: candidate.name, margins };
}

function judged(input: {
  readonly groups: ColumnGroups;
  readonly scores: Float64Array;
  readonly alternatives: readonly Scored[];
  readonly label: Float64Array;
}): Omit<FairSearch, 'column' | 'proxies'> {
  const { groups, sizes } = input.groups;
  // Rows that no model has judged (the earliest, with dates) do not count.
  const rows = Int32Array.from(input.scores.keys()).filter((row) => input.scores[row] === input.scores[row]);
  const of = ({ name, scores }: Scored): Scored => ({ name, scores: pickRows(scores, rows) });
  const labels = pickRows(input.label, rows);
  const winner = of({ name: 'winner', scores: input.scores });
  const { cut, approved } = proposedCut(labels, winner.scores);
  const own = { values: rows.map((row) => groups.values[row] as number), dictionary: groups.dictionary };
  const reference = mostApproved({ groups: own, sizes }, (row) => (winner.scores[row] as number) < cut);
  const trade = { groups: own, reference, labels, approve: Math.min(Math.max(approved, 0.01), 0.99) };
  const others = input.alternatives.map(of);
  const { baseline, alternative } = lessDiscriminatory(winner, others, { ...trade, maxAucLoss: MAX_AUC_LOSS });
  const tried = tradeOffs([winner, ...others], trade);
  return {
    reference,
    approve: trade.approve,
    maxAucLoss: MAX_AUC_LOSS,
    baseline,
    tried: tried.sort((a, b) => b.adverseImpactRatio - a.adverseImpactRatio || b.auc - a.auc),
    alternative: alternative ?? null,
  };
}

/** How well single columns tell a group from the reference, at best. */
function proxiesOf(encoded: EncodedFrame, groups: ColumnGroups): FairSearch['proxies'] {
  const own = groups.groups.values;
  const codes = groups.sizes.map(({ code }) => code).filter((code) => code !== 0);
  const areas = encoded.features.map((feature, f) => {
    const values = encoded.columns[f] as Float64Array;
    const best = codes.map((code) => {
      const rows = Int32Array.from(own.keys()).filter((row) => own[row] === 0 || own[row] === code);
      const label = Float64Array.from(rows, (row) => (own[row] === code ? 1 : 0));
      const isOne = !label.includes(0) || !label.includes(1);
      return isOne ? 0.5 : aloneAuc(feature, pickRows(values, rows), label);
    });
    return { name: feature.name, auc: Math.max(0.5, ...best) };
  });
  return areas
    .filter((proxy) => proxy.auc >= LEAST_PROXY)
    .sort((a, b) => b.auc - a.auc)
    .slice(0, MOST_DROPPED);
}

/** The best single model without each proxy, and without all of them. */
async function withoutProxies(
  proxies: FairSearch['proxies'],
  { entries, splits }: RaceResult,
  { options, stopwatch }: Pick<FairSearchInput, 'options' | 'stopwatch'>,
): Promise<Margins[]> {
  const best = entries.reduce((a, b) => (b.auc > a.auc ? b : a));
  const candidate = settled(best);
  const sets = proxies.map(({ name }) => [name]);
  if (proxies.length > 1) sets.push(proxies.map(({ name }) => name));
  const found: Margins[] = [];
  for (const names of sets) {
    if (stopwatch() > LATEST || names.length >= (splits[0] as Split).train.encoded.features.length) break;
    const { margins } = await contest(
      candidate,
      splits.map((split) => dropFrom(split, names)),
      options,
    );
    found.push({ name: `${candidate.name} without ${names.join(', ')}`, margins });
  }
  return found;
}

/** A boosting with the number of trees that its contest found. */
function settled({ candidate, trees }: Entry): Candidate {
  const { maxTrees: _found, ...rest } = candidate;
  return trees === undefined ? rest : { ...rest, make: () => rest.make(trees) };
}

function dropFrom({ train, test, rows }: Split, names: readonly string[]): Split {
  const without = (part: Part): Part => {
    const { features, columns, ...rest } = part.encoded;
    const kept = [...features.keys()].filter((f) => !names.includes(features[f]?.name ?? ''));
    const encoded = {
      ...rest,
      features: kept.map((f) => features[f] as (typeof features)[number]),
      columns: kept.map((f) => columns[f] as Float64Array),
    };
    const left = part.frame.names.filter((name) => !names.includes(name));
    return { ...part, frame: select(part.frame, left), encoded };
  };
  return { train: without(train), test: without(test), rows };
}
