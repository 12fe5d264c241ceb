import type { Clock } from '#base';
import type { CompareOptions, Hot, IncrementOptions, MemberOptions, ValueOptions } from '../hot.ts';

interface Held<T> {
  value: T;
  until: number;
}

const SWEEP_EVERY = 10_000;

/** {@link Hot} in this process, with times to live on the given clock. */
export function openMemoryHot(clock: Clock): Hot {
  return new MemoryHot(clock);
}

/** A map whose entries end; what ended is swept out now and then, so that it does not pile up. */
class ExpiringMap<T> {
  private readonly clock: Clock;
  private readonly entries = new Map<string, Held<T>>();
  private writes = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  get(key: string): Held<T> | undefined {
    const held = this.entries.get(key);
    if (held && held.until <= this.clock.now()) {
      this.entries.delete(key);
      return undefined;
    }
    return held;
  }

  set(key: string, value: T, ttlMs = Infinity): void {
    this.entries.set(key, { value, until: this.clock.now() + ttlMs });
    if (++this.writes % SWEEP_EVERY === 0) this.sweep();
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  private sweep(): void {
    const now = this.clock.now();
    for (const [key, { until }] of this.entries) if (until <= now) this.entries.delete(key);
  }
}

class MemoryHot implements Hot {
  private readonly counters: ExpiringMap<number>;
  private readonly sets: ExpiringMap<Set<string>>;
  private readonly values: ExpiringMap<string>;

  constructor(clock: Clock) {
    this.counters = new ExpiringMap(clock);
    this.sets = new ExpiringMap(clock);
    this.values = new ExpiringMap(clock);
  }

  async increment(tenant: string, key: string, { by = 1, ttlMs }: IncrementOptions = {}): Promise<number> {
    const held = this.counters.get(nameOf(tenant, key));
    if (held) return (held.value += by);
    this.counters.set(nameOf(tenant, key), by, ttlMs);
    return by;
  }

  async count(tenant: string, key: string): Promise<number> {
    return this.counters.get(nameOf(tenant, key))?.value ?? 0;
  }

  async addMembers(tenant: string, key: string, { members, ttlMs }: MemberOptions): Promise<number> {
    const name = nameOf(tenant, key);
    const held = this.sets.get(name)?.value ?? new Set();
    const before = held.size;
    for (const member of members) held.add(member);
    this.sets.set(name, held, ttlMs);
    return held.size - before;
  }

  async members(tenant: string, key: string): Promise<string[]> {
    return [...(this.sets.get(nameOf(tenant, key))?.value ?? [])].sort();
  }

  async size(tenant: string, key: string): Promise<number> {
    return this.sets.get(nameOf(tenant, key))?.value.size ?? 0;
  }

  async get(tenant: string, key: string): Promise<string | undefined> {
    return this.values.get(nameOf(tenant, key))?.value;
  }

  async set(tenant: string, key: string, { value, ttlMs }: ValueOptions): Promise<void> {
    this.values.set(nameOf(tenant, key), value, ttlMs);
  }

  async compareAndSet(tenant: string, key: string, { expected, value, ttlMs }: CompareOptions): Promise<boolean> {
    const name = nameOf(tenant, key);
    if (this.values.get(name)?.value !== expected) return false;
    this.values.set(name, value, ttlMs);
    return true;
  }

  async remove(tenant: string, key: string): Promise<void> {
    for (const map of [this.counters, this.sets, this.values]) map.delete(nameOf(tenant, key));
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }
}

function nameOf(tenant: string, key: string): string {
  return `${tenant}\n${key}`;
}
