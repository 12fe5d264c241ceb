import { canonicalJson } from '#base';
import type {
  EventFilter,
  EventWindow,
  ServedFactor,
  ValueExpression,
  WindowFactor,
} from '../definition/definition.ts';

/** One factor's place: which aggregate of the window becomes which column. */
interface Cell {
  readonly factor: number;
  readonly definition: WindowFactor;
}

/** A window of a lane and everything that is read out at its boundary. */
export interface PlannedWindow extends EventWindow {
  readonly cells: Cell[];
  /** True when it starts like the window before it and reaches at least as far. */
  continues: boolean;
}

/** Rows that pass one filter and have one value (and one second value). */
export interface Lane {
  readonly filter: number;
  /** Index of the value among the walk's values, -1 for none. */
  readonly value: number;
  readonly second: number;
  readonly windows: PlannedWindow[];
}

/** Everything that one pass over the rows of an entity and a source answers. */
export interface WalkPlan {
  readonly entity: string;
  readonly source: string | undefined;
  /** The first one, undefined, lets every row through. */
  readonly filters: (EventFilter | undefined)[];
  readonly values: ValueExpression[];
  readonly lanes: Lane[];
  /** How far back the longest window reaches. */
  reachMs: number;
}

/** Groups factors so that any set of windows of an entity and a source shares one walk. */
export function planWalks(factors: readonly ServedFactor[]): WalkPlan[] {
  const walks = new Map<string, WalkPlan>();
  const keyed = new Map<string, Lane>();
  factors.forEach((definition, factor) => {
    if (definition.kind !== 'window') return;
    const { entity, source, window } = definition;
    const id = canonicalJson([entity, source ?? null]);
    const walk = walks.get(id) ?? { entity, source, filters: [undefined], values: [], lanes: [], reachMs: 0 };
    walks.set(id, walk);
    walk.reachMs = Math.max(walk.reachMs, window.lengthMs + window.offsetMs);
    const lane = laneOf(walk, definition, { id, known: keyed });
    let planned = lane.windows.find((other) => sameWindow(other, window));
    if (planned === undefined) lane.windows.push((planned = { ...window, cells: [], continues: false }));
    planned.cells.push({ factor, definition });
  });
  for (const { lanes } of walks.values()) lanes.forEach(orderWindows);
  return [...walks.values()];
}

function laneOf(
  walk: WalkPlan,
  { where, value, second }: WindowFactor,
  { id: walkId, known }: { readonly id: string; readonly known: Map<string, Lane> },
): Lane {
  const filter = where === undefined ? 0 : indexIn(walk.filters, where);
  const at = (part: ValueExpression | undefined): number => (part === undefined ? -1 : indexIn(walk.values, part));
  const [first, other] = [at(value), at(second)];
  const id = `${walkId}${filter}/${first}/${other}`;
  const found = known.get(id);
  if (found !== undefined) return found;
  const lane: Lane = { filter, value: first, second: other, windows: [] };
  known.set(id, lane);
  walk.lanes.push(lane);
  return lane;
}

function indexIn<T>(list: T[], item: T): number {
  const text = canonicalJson(item);
  const found = list.findIndex((other) => other !== undefined && canonicalJson(other) === text);
  return found >= 0 ? found : list.push(item) - 1;
}

function sameWindow(a: EventWindow, b: EventWindow): boolean {
  return a.lengthMs === b.lengthMs && a.offsetMs === b.offsetMs && a.last === b.last && a.skip === b.skip;
}

function orderWindows({ windows }: Lane): void {
  const by = (x: number, y: number): number => (x === y ? 0 : x - y);
  windows.sort(
    (a, b) => by(a.offsetMs, b.offsetMs) || by(a.skip, b.skip) || by(a.lengthMs, b.lengthMs) || by(a.last, b.last),
  );
  windows.forEach((window, i) => {
    const before = windows[i - 1];
    window.continues =
      before !== undefined &&
      before.offsetMs === window.offsetMs &&
      before.skip === window.skip &&
      before.last <= window.last;
  });
}
