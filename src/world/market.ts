import type { Country } from './country.ts';
import { createClassCounts } from './fraud-posterior.ts';
import type { Heat } from './heat.ts';
import type { Loan, Pending, Task } from './loan.ts';
import type { Quarter } from './planted/quarter.ts';
import type { TruthRow } from './truth.ts';

/** All that changes from day to day besides the people themselves; a snapshot is this and their life columns. */
export interface MarketState {
  day: number;
  applications: number;
  payments: number;
  readonly classCounts: Float64Array;
  /** Applications that wait for an answer or a disbursement, oldest first. */
  readonly pending: Map<string, Pending>;
  readonly loans: Map<string, Loan>;
  /** What borrowers and investigators will do, by day. */
  readonly agenda: Map<number, Task[]>;
  readonly networkHeat: Heat;
  readonly cellHeat: Heat;
  /** The wave each ring is in. */
  readonly waves: Int32Array;
  /** Truth of applications nobody has taken yet. */
  truth: TruthRow[];
}

/** The country and its present. */
export interface Market {
  readonly country: Country;
  readonly state: MarketState;
  /** The planted patterns beside it; the quarter itself has none. */
  readonly quarter?: Quarter;
}

export function newState(country: Country): MarketState {
  return {
    day: country.startDay - 1,
    applications: 0,
    payments: 0,
    classCounts: createClassCounts(country),
    pending: new Map(),
    loans: new Map(),
    agenda: new Map(),
    networkHeat: new Map(),
    cellHeat: new Map(),
    waves: new Int32Array(country.rings.length).fill(-1),
    truth: [],
  };
}

/** Puts a task on the agenda of a later day. */
export function planTask({ state }: Market, day: number, task: Task): void {
  const tasks = state.agenda.get(day);
  if (tasks) tasks.push(task);
  else state.agenda.set(day, [task]);
}
