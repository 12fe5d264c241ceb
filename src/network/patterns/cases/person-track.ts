/** What is remembered of a person between applications. */
export interface PersonTrack {
  knownSince: number;
  device: number;
  network: number;
  cell: number;
  oddities: number;
  /** Pairs of number and instant at which the person was first seen with it. */
  readonly devices: number[];
  readonly networks: number[];
  readonly cells: number[];
  numberAgeDays: number;
  calls: number;
  historyMonths: number;
  utilisation: number;
  readonly enquiries: number[];
  cardChanged: number;
  passwordChanged: number;
  earlierMinor: number;
  paid: number;
  phone: number;
  /** Numbers in the contact book, in the book's interner. */
  listed: Int32Array;
  lastCase: number;
}

export function emptyTrack(at: number): PersonTrack {
  const lists = { devices: [], networks: [], cells: [], enquiries: [], listed: new Int32Array(0) };
  const file = { numberAgeDays: NaN, calls: NaN, historyMonths: NaN, utilisation: NaN };
  const changes = { cardChanged: -Infinity, passwordChanged: -Infinity, earlierMinor: 0, paid: 0 };
  return {
    knownSince: at,
    device: -1,
    network: -1,
    cell: -1,
    oddities: 0,
    phone: -1,
    lastCase: -1,
    ...lists,
    ...file,
    ...changes,
  };
}

/** The instant at which a thing was first seen, which is now when it is new. */
export function sinceOf(seen: number[], thing: number, at: number): number {
  for (let k = 0; k < seen.length; k += 2) if (seen[k] === thing) return seen[k + 1] as number;
  seen.push(thing, at);
  return at;
}

/** What is remembered of two that are one: of the second what it knows, of the first the rest. */
export function joinTracks(old: PersonTrack, kept: PersonTrack): PersonTrack {
  for (const list of ['devices', 'networks', 'cells'] as const) kept[list].unshift(...old[list]);
  kept.enquiries.push(...old.enquiries);
  kept.enquiries.sort((a, b) => a - b);
  kept.knownSince = Math.min(kept.knownSince, old.knownSince);
  kept.cardChanged = Math.max(kept.cardChanged, old.cardChanged);
  kept.passwordChanged = Math.max(kept.passwordChanged, old.passwordChanged);
  kept.earlierMinor = Math.max(kept.earlierMinor, old.earlierMinor);
  kept.paid += old.paid;
  for (const part of ['numberAgeDays', 'calls', 'historyMonths', 'utilisation'] as const) {
    if (kept[part] !== kept[part]) kept[part] = old[part];
  }
  for (const part of ['device', 'network', 'cell', 'phone', 'lastCase'] as const)
    if (kept[part] < 0) kept[part] = old[part];
  if (kept.listed.length === 0) kept.listed = old.listed;
  return kept;
}
