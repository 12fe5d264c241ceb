import type { Day } from '#base';
import type { WorldDay, WorldFeedback } from '#world';

/** A world in this thread or another. */
export interface LivingWorld {
  readonly startDay: Day;
  readonly day: Day;
  step(feedback: readonly WorldFeedback[]): Promise<WorldDay> | WorldDay;
  snapshot(): Promise<Uint8Array> | Uint8Array;
}
