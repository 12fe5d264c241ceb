import { auc, gbdt } from '#learn';
import { createFrame, float64Column, type Frame } from '#table';
import { bind } from '../bind.ts';
import { columnarEngine } from '../columnar/columnar-engine.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import type { EventTable, LabelTable } from '../event-table.ts';

/** A small boosted model: deep enough for interactions, quick enough for a thousand columns. */
const SMALL = {
  trees: 150,
  learningRate: 0.06,
  maxDepth: 4,
  featureSample: 0.3,
  minChildWeight: 20,
  maxBins: 64,
} as const;

/** The columns of definitions for labels; `only` picks some of them. */
export async function factorFrame(
  definitions: readonly unknown[],
  { events, labels, only }: { events: EventTable; labels: LabelTable; only?: ReadonlySet<string> },
): Promise<Frame> {
  const { factors, events: bound } = bind(parseDefinitions(definitions), events);
  const { columns } = await columnarEngine(factors, bound, { labels, threads: 2 });
  const kept = factors.flatMap(({ name }, f) => (only === undefined || only.has(name) ? [[name, f] as const] : []));
  return createFrame(kept.map(([name, f]) => [name, float64Column(columns[f] as Float64Array)] as const));
}

/** Gain of each column in a small boosted model, 0 for columns that it never splits. */
export async function modelGains(frame: Frame, bad: Uint8Array, seed: number): Promise<Map<string, number>> {
  const model = await gbdt(SMALL).fit(frame, { kind: 'binary', label: Float64Array.from(bad) }, { seed });
  return new Map(model.features.map(({ name }, f) => [name, model.importance[f] as number]));
}

/** AUC on newer labels of a small boosted model that saw the older ones. */
export async function outOfTimeAuc(
  [train, trainBad]: readonly [Frame, Uint8Array],
  [test, testBad]: readonly [Frame, Uint8Array],
  seed: number,
): Promise<number> {
  const model = await gbdt(SMALL).fit(train, { kind: 'binary', label: Float64Array.from(trainBad) }, { seed });
  return auc(Float64Array.from(testBad), model.predict(test));
}
