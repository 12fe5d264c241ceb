/** One statement of a person about a use of his data. */
export interface ConsentChange {
  readonly person: number;
  readonly scope: string;
  readonly at: number;
  readonly granted: boolean;
}

/** Who agreed to what, when. Data that a person sent himself counts as agreed to until he withdraws. */
export interface ConsentLedger {
  record(change: ConsentChange): void;
  allows(person: number, scope: string, at: number): boolean;
  merge(from: number, into: number): void;
}

export function createConsentLedger(): ConsentLedger {
  const changes = new Map<number, ConsentChange[]>();
  return {
    record(change) {
      changes.set(change.person, [...(changes.get(change.person) ?? []), change]);
    },
    allows(person, scope, at) {
      const mine = changes.get(person);
      if (mine === undefined) return true;
      const last = mine.filter((change) => change.scope === scope && change.at <= at).at(-1);
      return last?.granted ?? true;
    },
    merge(from, into) {
      const moved = changes.get(from);
      if (moved === undefined) return;
      const joined = [...moved, ...(changes.get(into) ?? [])].toSorted((a, b) => a.at - b.at);
      changes.set(into, joined);
      changes.delete(from);
    },
  };
}
