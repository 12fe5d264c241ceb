import { bind } from '../bind.ts';
import { prepareWalks, type PreparedWalk } from '../columnar/prepare.ts';
import { Walker } from '../columnar/walker.ts';
import { parseDefinitions } from '../definition/parse-definitions.ts';
import type { EventTable, LabelTable } from '../event-table.ts';

/** What one factor costs when it is served live. */
export interface ServingCost {
  readonly microseconds: number;
  /** State that it needs per key when it is alone: instants, places and values of its source's events. */
  readonly bytesPerKey: number;
}

/** Reads to time one factor by. */
const READS = 300;

/** Times each window factor alone on rows that were prepared once; computed factors cost what they stand on. */
export function servingCosts(
  definitions: readonly unknown[],
  { events, labels, elapsedMs }: { events: EventTable; labels: LabelTable; elapsedMs: () => number },
): Map<string, ServingCost> {
  const bound = bind(parseDefinitions(definitions), events);
  const costs = new Map<string, ServingCost>();
  for (const walk of prepareWalks(bound.factors, bound.events, labels)) {
    const bytes = rowBytes(walk) * (walk.rows.times.length / Math.max(1, walk.starts.length - 1));
    for (const lane of walk.plan.lanes) {
      for (const window of lane.windows) {
        for (const cell of window.cells) {
          const alone = {
            ...walk.plan,
            lanes: [{ ...lane, windows: [{ ...window, cells: [cell], continues: false }] }],
          };
          const walker = new Walker(alone, bound.events.columns);
          const microseconds = timed(walker, walk, elapsedMs);
          const wide = (lane.value < 0 ? 0 : 8) + (lane.second < 0 ? 0 : 8);
          costs.set(cell.definition.name, {
            microseconds,
            bytesPerKey: Math.round(bytes + (wide * bytes) / rowBytes(walk)),
          });
        }
      }
    }
  }
  for (const factor of bound.factors) {
    if (factor.kind === 'window') continue;
    const parts = factor.of.map((operand) => costs.get(String(operand)) ?? { microseconds: 0, bytesPerKey: 0 });
    const bytesPerKey = Math.max(...parts.map((part) => part.bytesPerKey));
    costs.set(factor.name, { microseconds: parts.reduce((sum, part) => sum + part.microseconds, 0), bytesPerKey });
  }
  return costs;
}

const rowBytes = ({ rows }: PreparedWalk): number => 12 + (rows.recorded === undefined ? 0 : 8);

function timed(walker: Walker, walk: PreparedWalk, elapsedMs: () => number): number {
  walker.over(walk.rows);
  const emit = (): void => undefined;
  const stride = Math.max(1, Math.floor(walk.labels.length / READS));
  const started = elapsedMs();
  let reads = 0;
  for (let i = 0; i < walk.labels.length && reads < READS; i += stride, reads++) {
    const label = walk.labels[i] as number;
    const key = walk.keys[label] as number;
    const at = { asOf: walk.asOf[label] as number, position: Infinity };
    if (key >= 0) walker.read(walk.starts[key] as number, walk.starts[key + 1] as number, { at, emit });
  }
  return reads === 0 ? 0 : ((elapsedMs() - started) * 1000) / reads;
}
