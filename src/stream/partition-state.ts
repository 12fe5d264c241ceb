import type { StoredEvent } from './event.ts';

interface InFlight {
  readonly events: readonly StoredEvent[];
  state: 'open' | 'committed' | 'failed';
}

const TAIL_EVENTS = 20_000;

/**
 * Offsets of one partition: handed out when prepared, visible to readers only when everything before them is settled.
 * The last committed events stay in memory, so that consumers that keep up never wait on the store.
 */
export class PartitionState {
  private next: number;
  private visible: number;
  private readonly inFlight: InFlight[] = [];
  private tail: StoredEvent[] = [];
  private tailFrom: number;
  private waiting: { readonly offset: number; readonly resolve: () => void }[] = [];

  constructor(next: number) {
    this.next = next;
    this.visible = next;
    this.tailFrom = next;
  }

  get end(): number {
    return this.visible;
  }

  get nextOffset(): number {
    return this.next;
  }

  /** Hands out the offsets of the events, which carry them already; settle with the function returned. */
  open(events: readonly StoredEvent[]): (committed: boolean) => void {
    const entry: InFlight = { events, state: 'open' };
    this.inFlight.push(entry);
    this.next += events.length;
    return (committed) => {
      entry.state = committed ? 'committed' : 'failed';
      this.advance();
    };
  }

  /** Resolves when everything that is in flight now is committed or given up. */
  whenSettled(): Promise<void> {
    if (this.inFlight.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push({ offset: this.next, resolve }));
  }

  /** Events at or after `from` when memory holds them all, else undefined. */
  fromTail(from: number, limit: number): readonly StoredEvent[] | undefined {
    if (from < this.tailFrom) return undefined;
    let low = 0;
    let high = this.tail.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.tail[middle] as StoredEvent).offset < from) low = middle + 1;
      else high = middle;
    }
    return this.tail.slice(low, low + limit);
  }

  private advance(): void {
    let settled = 0;
    for (const { events, state } of this.inFlight) {
      if (state === 'open') break;
      if (state === 'committed') for (const event of events) this.tail.push(event);
      this.visible += events.length;
      settled++;
    }
    this.inFlight.splice(0, settled);
    for (const { offset, resolve } of this.waiting) if (offset <= this.visible) resolve();
    this.waiting = this.waiting.filter(({ offset }) => offset > this.visible);
    if (this.tail.length <= 2 * TAIL_EVENTS) return;
    this.tail = this.tail.slice(-TAIL_EVENTS);
    this.tailFrom = this.tail[0]?.offset ?? this.visible;
  }
}
