/** One statement of a person about a use of his data. */
export interface ConsentEntry {
  /** Offset of the event that told of it. */
  readonly entry: number;
  readonly scope: string;
  /** What the data may be used for; for everything when left out. */
  readonly purposes?: readonly string[] | undefined;
  readonly granted: boolean;
  /** When it was said, and when we learnt of it; milliseconds. */
  readonly occurredAt: number;
  readonly recordedAt: number;
  /** From when on a grant does not count any more. */
  readonly expiresAt?: number | undefined;
  /** Who reported it, and the version of the text that was shown. */
  readonly source: string;
  readonly textVersion?: string | undefined;
}

/** A use that is asked about: as of `at`, by what was recorded until then. */
export interface ConsentUse {
  readonly at: number;
  /** Any purpose that is allowed is enough when left out. */
  readonly purpose?: string | undefined;
}

/**
 * Who agreed to what, for which purposes, until when. Data that a person sent himself counts as agreed to until he
 * withdraws; once he names purposes for a scope, others are not agreed to; a grant that expired counts as withdrawn.
 */
export interface ConsentLedger {
  record(person: number, entry: ConsentEntry): void;
  allows(person: number, scope: string, use: ConsentUse): boolean;
  /** Every statement of a person, the oldest record first. */
  entries(person: number): readonly ConsentEntry[];
  /** The next instant after `now` at which a grant expires, or Infinity. */
  nextExpiry(person: number, now: number): number;
  merge(from: number, into: number): void;
  /** Statements whose events turned out to be another person's; answers what was moved. */
  move(from: number, into: number, offsets: ReadonlySet<number>): readonly ConsentEntry[];
}

const NONE: readonly ConsentEntry[] = [];

export function createConsentLedger(): ConsentLedger {
  const held = new Map<number, readonly ConsentEntry[]>();
  const of = (person: number): readonly ConsentEntry[] => held.get(person) ?? NONE;
  const add = (person: number, more: readonly ConsentEntry[]): void => {
    if (more.length > 0) held.set(person, [...of(person), ...more].sort(byRecord));
  };
  return {
    record: (person, entry) => add(person, [entry]),
    allows(person, scope, use) {
      const entries = held.get(person);
      return entries === undefined || allowsBy(entries, scope, use);
    },
    entries: of,
    nextExpiry: (person, now) =>
      of(person).reduce(
        (next, { expiresAt = Infinity }) => (expiresAt > now ? Math.min(next, expiresAt) : next),
        Infinity,
      ),
    merge(from, into) {
      const moved = of(from);
      held.delete(from);
      add(into, moved);
    },
    move(from, into, offsets) {
      const moved = of(from).filter(({ entry }) => offsets.has(entry));
      if (moved.length === 0) return moved;
      held.set(
        from,
        of(from).filter(({ entry }) => !offsets.has(entry)),
      );
      add(into, moved);
      return moved;
    },
  };
}

function byRecord(a: ConsentEntry, b: ConsentEntry): number {
  return a.recordedAt - b.recordedAt || a.entry - b.entry;
}

function allowsBy(entries: readonly ConsentEntry[], scope: string, { at, purpose }: ConsentUse): boolean {
  const said = entries.filter((entry) => entry.scope === scope && entry.recordedAt <= at);
  const last = said.findLast(({ purposes }) => purpose === undefined || (purposes?.includes(purpose) ?? true));
  if (last === undefined) return !said.some(({ granted, purposes }) => granted && purposes !== undefined);
  return last.granted && at < (last.expiresAt ?? Infinity);
}
