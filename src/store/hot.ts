/**
 * Small shared state that need not outlive a restart: rate limits, pacing, short memory of what was seen. Every key
 * belongs to a tenant; counters, sets and values do not share names.
 */
export interface Hot {
  /** Adds to a counter and returns its new value. The time to live starts with the first addition. */
  increment(tenant: string, key: string, options?: IncrementOptions): Promise<number>;
  /** The counter's value, 0 when it does not exist. */
  count(tenant: string, key: string): Promise<number>;
  /** Adds members to a set; returns how many are new. The time to live starts anew. */
  addMembers(tenant: string, key: string, options: MemberOptions): Promise<number>;
  members(tenant: string, key: string): Promise<string[]>;
  size(tenant: string, key: string): Promise<number>;
  get(tenant: string, key: string): Promise<string | undefined>;
  set(tenant: string, key: string, options: ValueOptions): Promise<void>;
  /** Sets the value only if it is `expected` now (undefined: not set); false otherwise. */
  compareAndSet(tenant: string, key: string, options: CompareOptions): Promise<boolean>;
  /** Removes counter, set and value of the key. */
  remove(tenant: string, key: string): Promise<void>;
  close(): Promise<void>;
}

export interface IncrementOptions {
  readonly by?: number;
  readonly ttlMs?: number;
}

export interface MemberOptions {
  readonly members: readonly string[];
  readonly ttlMs?: number;
}

export interface ValueOptions {
  readonly value: string;
  readonly ttlMs?: number;
}

export interface CompareOptions extends ValueOptions {
  readonly expected: string | undefined;
}
