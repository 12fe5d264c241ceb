import type { Day } from '#base';
import type { WorldDay, WorldFeedback } from './event.ts';
import type { TruthRow } from './truth.ts';
import type { WorldOptions } from './world-options.ts';

/** How a worker begins: a new world, or one that continues from a snapshot. */
export interface WorkerStart {
  readonly options?: WorldOptions;
  readonly snapshot?: Uint8Array;
}

/** What is known of a world that has begun. */
export interface WorldAbout {
  readonly options: Required<WorldOptions>;
  readonly startDay: Day;
  readonly day: Day;
  readonly packHash: string;
}

export type WorkerRequest =
  | { readonly id: number; readonly kind: 'step'; readonly feedback: readonly WorldFeedback[] }
  | { readonly id: number; readonly kind: 'snapshot' }
  | { readonly id: number; readonly kind: 'truth' };

export type WorkerAnswer =
  | { readonly id: number; readonly kind: 'ready'; readonly about: WorldAbout }
  | { readonly id: number; readonly kind: 'day'; readonly lived: WorldDay }
  | { readonly id: number; readonly kind: 'snapshot'; readonly bytes: Uint8Array }
  | { readonly id: number; readonly kind: 'truth'; readonly rows: TruthRow[] };
