import { setImmediate as nextTurn } from 'node:timers/promises';
import { addMonths, civilFromDay, dayOfInstant, instantOfDay, type Day } from '#base';
import { alertConditions, measureWindow, openMonitorBook, servedStages } from '#scores';
import type {
  ModelAlert,
  ModelRegistry,
  MonitorBook,
  MonitoringBaseline,
  RegisteredModel,
  StoredWindow,
} from '#scores';
import type { LendPorts } from '../ports.ts';
import { labelDefinition, labelOfPurpose, type LabelDefinition } from './labels.ts';
import { viewOf, type ModelView } from './model-view.ts';
import type { RowSources } from './row-source.ts';
import { windowRows, type DaySpan, type DecidedRows } from './window-rows.ts';

/** What monitoring looks at, and when. */
export interface Monitoring {
  readonly ports: LendPorts;
  readonly registry: ModelRegistry;
  /** Where the vectors of models come from that score other rows than those of decisions. */
  readonly sources?: RowSources | undefined;
  /** The instant as of which everything is measured. */
  readonly at: number;
}

/** A served model on its way through the windows. */
interface Watched {
  readonly model: RegisteredModel;
  readonly baseline: MonitoringBaseline | undefined;
  readonly label: LabelDefinition | undefined;
  readonly view: ModelView;
  /** Windows that cannot change any more, or not yet. */
  readonly settled: readonly StoredWindow[];
  /** Windows that were measured when all of their applications were in: only outcomes are missing. */
  readonly complete: readonly StoredWindow[];
  readonly measured: StoredWindow[];
}

/**
 * Measures every served model on the months of applications since it was made, as far as they can still change, and brings
 * alerts in line. Scores are those of the recorded factor vectors: the same bits as when they were served. Outcomes count
 * when they were certain by the day before `at`. Gives other work its turn after every model.
 *
 * @returns the alerts that were opened.
 */
export async function monitorModels(monitoring: Monitoring): Promise<readonly ModelAlert[]> {
  const { ports, registry, at } = monitoring;
  const book = openMonitorBook(ports.db, ports.tenant);
  const models = registry.list({ stages: servedStages });
  await registry.load(models.map(({ modelId }) => modelId));
  const watched = (await Promise.all(models.map((model) => watch(model, book, monitoring)))).flat();
  await closeOthers(book, { served: models, at });
  const today = dayOfInstant(at);
  for (const span of monthsFrom(firstDay(watched, today), today)) {
    const open = watched.filter((one) => needs(one, span));
    if (open.length > 0) await measureMonth(monitoring, span, open);
  }
  const opened: ModelAlert[] = [];
  for (const { model, settled, measured } of watched) {
    const windows = [...settled, ...measured]
      .sort((a, b) => a.fromDay - b.fromDay)
      .map((window) => ({ ...window, isOver: window.toDay < today }));
    const conditions = alertConditions(model.summary, windows);
    opened.push(...(await book.record({ modelId: model.modelId, at, windows: measured, conditions })));
  }
  return opened;
}

/** Nothing for a model that cannot be asked now: its alerts stay as they are. */
async function watch(model: RegisteredModel, book: MonitorBook, monitoring: Monitoring): Promise<Watched[]> {
  const { registry, at } = monitoring;
  const view = await viewOf(model, monitoring);
  if (view === undefined) return [];
  const today = dayOfInstant(at);
  const [baseline, windows] = await Promise.all([registry.baseline(model.modelId), book.windows(model.modelId)]);
  const { labelName } = model.training;
  const label = labelName === undefined ? labelOfPurpose(model.purpose) : labelDefinition(labelName);
  const complete = windows.filter(({ toDay, asOf }) => asOf >= instantOfDay(toDay + 1));
  const waiting = complete.filter(({ fromDay }) => today <= fromDay + (label?.earliestDays ?? 0));
  const settled = windows.filter((window) => window.isFinal || waiting.includes(window));
  return [{ model, baseline, label, view, settled, complete, measured: [] }];
}

/** Nobody is served by a model that was retired: its alerts are over. */
async function closeOthers(
  book: MonitorBook,
  { served, at }: { readonly served: readonly RegisteredModel[]; readonly at: number },
): Promise<void> {
  const ids = new Set(served.map(({ modelId }) => modelId));
  const open = await book.alerts({ isOpen: true });
  for (const modelId of new Set(open.map((alert) => alert.modelId))) {
    if (!ids.has(modelId)) await book.record({ modelId, at, windows: [], conditions: [] });
  }
}

function firstDay(watched: readonly Watched[], today: Day): Day {
  return watched.reduce((first, { model }) => Math.min(first, dayOfInstant(model.createdAt)), today + 1);
}

/** Calendar months from that of a day to that of another. */
function monthsFrom(first: Day, today: Day): DaySpan[] {
  const spans: DaySpan[] = [];
  for (let from = first - civilFromDay(first).day + 1; from < today; from = addMonths(from, 1)) {
    spans.push({ fromDay: from, toDay: addMonths(from, 1) - 1 });
  }
  return spans;
}

function needs({ model, settled }: Watched, { fromDay, toDay }: DaySpan): boolean {
  return toDay >= dayOfInstant(model.createdAt) && !settled.some((window) => window.fromDay === fromDay);
}

async function measureMonth({ ports, at }: Monitoring, span: DaySpan, watched: readonly Watched[]): Promise<void> {
  const { db, tenant, decisions, factors } = ports;
  const { schemaId } = factors.catalogue;
  const rows = await windowRows({ db, tenant, decisions, schemaId }, span);
  const today = dayOfInstant(at);
  const outcomes = new Map<string, ReadonlyMap<string, number>>();
  for (const { label } of watched) {
    if (label === undefined || outcomes.has(label.name)) continue;
    // What is asked of a window was certain no earlier than its first application.
    const labels = await label.read(db, tenant, { today: today - 1, fromDay: span.fromDay });
    outcomes.set(label.name, new Map(labels.map(({ applicationId, value }) => [applicationId, value])));
  }
  for (const { model, baseline, label, view, complete, measured } of watched) {
    const mine = await view.rowsOf(rowsSince(rows, model.createdAt));
    // Where bad is known long before good, a window counts when both can be.
    const isOver = span.toDay + (label?.horizonDays ?? 0) < today - 1;
    const known = view.knowsEarly && !isOver ? undefined : outcomes.get(label?.name ?? '');
    const window = {
      factors: view.factors,
      vectors: mine.vectors,
      scores: Float64Array.from(mine.vectors, (vector) => view.score(vector)),
      labels: Float64Array.from(mine.applicationIds, (id) => known?.get(id) ?? NaN),
    };
    const before = complete.find(({ fromDay }) => fromDay === span.fromDay);
    const measures = measureWindow(baseline, window, before?.measures);
    const isFinal = span.toDay + (label?.horizonDays ?? 0) < today - 1;
    measured.push({ modelId: model.modelId, ...span, asOf: at, isFinal, measures });
    await nextTurn();
  }
}

/** A model is not judged by applications from before it was made. */
function rowsSince(rows: DecidedRows, at: number): DecidedRows {
  if ((rows.decidedAt[0] ?? at) >= at) return rows;
  const kept = [...rows.decidedAt.keys()].filter((i) => (rows.decidedAt[i] ?? 0) >= at);
  return {
    applicationIds: kept.flatMap((i) => rows.applicationIds[i] ?? []),
    decidedAt: kept.flatMap((i) => rows.decidedAt[i] ?? []),
    offsets: kept.flatMap((i) => rows.offsets[i] ?? []),
    vectors: kept.flatMap((i) => rows.vectors[i] ?? []),
  };
}
