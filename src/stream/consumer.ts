import type { Log } from '#base';
import { type Database, type UnitBuilder, createUnit } from '#store';
import type { EventLog } from './event-log.ts';
import type { StoredEvent } from './event.ts';

export interface ConsumerOptions {
  readonly db: Database;
  readonly log: EventLog;
  readonly tenant: string;
  /** Name under which the offsets are kept. */
  readonly group: string;
  readonly batch?: number;
  /**
   * Puts the effects of the events into the unit; it is committed together with the group's new offset, so each event
   * takes effect exactly once. A throw leaves the offset where it was.
   */
  readonly handle: (events: readonly StoredEvent[], unit: UnitBuilder) => Promise<void> | void;
  /** Told of a failure while following; the consumer tries again at the next commit. */
  readonly report?: Log;
}

export interface Consumer {
  /** Handles everything that is committed now; returns the number of events. Throws what `handle` threw. */
  drain(): Promise<number>;
  /** Handles what comes, from now until stopped. */
  follow(): void;
  /** Waits for the batch in hand and stops. */
  stop(): Promise<void>;
}

const BATCH = 1000;

/** A member of a consumer group that reads every partition of a tenant from the group's offsets. */
export async function runConsumer(options: ConsumerOptions): Promise<Consumer> {
  const offsets = [...(await options.log.loadOffsets(options.tenant, options.group))];
  return new GroupConsumer(options, offsets);
}

class GroupConsumer implements Consumer {
  private readonly options: ConsumerOptions;
  private readonly offsets: number[];
  private running: Promise<number> = Promise.resolve(0);
  private isWaiting = false;
  private unfollow: (() => void) | undefined;

  constructor(options: ConsumerOptions, offsets: number[]) {
    this.options = options;
    this.offsets = offsets;
  }

  drain(): Promise<number> {
    const after = this.running.catch(() => 0);
    this.running = after.then(() => this.drainAll());
    return this.running;
  }

  follow(): void {
    const wake = (): void => {
      if (this.isWaiting) return;
      this.isWaiting = true;
      void this.running
        .catch(() => 0)
        .then(() => {
          this.isWaiting = false;
          return this.drain();
        })
        .catch((error: unknown) =>
          this.options.report?.error('a consumer failed', { group: this.options.group, error }),
        );
    };
    this.unfollow ??= this.options.log.onCommit(this.options.tenant, wake);
    wake();
  }

  async stop(): Promise<void> {
    this.unfollow?.();
    this.unfollow = undefined;
    await this.running.catch(() => 0);
  }

  private async drainAll(): Promise<number> {
    let handled = 0;
    for (let partition = 0; partition < this.offsets.length; partition++) {
      for (;;) {
        const count = await this.step(partition);
        if (count === 0) break;
        handled += count;
      }
    }
    return handled;
  }

  private async step(partition: number): Promise<number> {
    const { log, db, tenant, group, handle, batch = BATCH } = this.options;
    const events = await log.read(tenant, partition, { from: this.offsets[partition] ?? 0, limit: batch });
    const last = events.at(-1);
    if (!last) return 0;
    const unit = createUnit(tenant);
    const next = last.offset + 1;
    try {
      await handle(events, unit);
      unit.add(log.offsetPart(tenant, { group, partition, next }));
    } catch (error) {
      unit.discard();
      throw error;
    }
    await db.write(unit);
    this.offsets[partition] = next;
    return events.length;
  }
}
