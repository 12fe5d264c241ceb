import { createResolver } from '#identity';
import { CaseBook, caseKinds, detectPatterns, type LinkEvent, type PatternFinding } from '#network';
import { liveClosedLoop, patternRowsOf, type PatternRow, type TruthRow, type WorldEvent } from '#world';

export interface LivedPatterns {
  readonly truth: readonly TruthRow[];
  readonly rows: readonly PatternRow[];
  /** What the detectors find on the last day, however weak. */
  readonly findings: readonly PatternFinding[];
  /** By `pattern entity`: the first day, of those on which the detectors ran, with a finding at or above 0. */
  readonly firstAlert: ReadonlyMap<string, number>;
  /** Events of kinds that detectors read. */
  readonly events: number;
  readonly detectSeconds: number;
}

export interface MarketOptions {
  readonly people: number;
  readonly seed: number;
  readonly pack: string;
  /** Days between two runs of the detectors; only the last day when 0. */
  readonly every: number;
  readonly now: () => number;
}

const read: ReadonlySet<string> = new Set(caseKinds);

/** A market lived for a year, its events taken as the platform takes them, the detectors run every so many days on what was known. */
export function livePatterns({ people, seed, pack, every, now }: MarketOptions): LivedPatterns {
  const book = new CaseBook();
  const resolver = createResolver();
  const truth: TruthRow[] = [];
  const firstAlert = new Map<string, number>();
  let events = 0;
  for (const lived of liveClosedLoop({ people, seed, pack, months: 12, policy: 'accept-all' })) {
    truth.push(...lived.truth);
    for (const event of lived.events) {
      if (!read.has(event.kind)) continue;
      events++;
      const resolved = resolver.resolve(event.identifiers.map(({ kind, value }) => ({ kind, token: value })));
      for (const { from, into } of resolved.merged) book.merge(from.index, into.index);
      book.take(linkEventOfWorld(event, resolved.person.index, events));
    }
    if (every === 0 || lived.done % every !== 0) continue;
    for (const { pattern, entity } of detectPatterns(book)) {
      const key = `${pattern} ${entity}`;
      if (!firstAlert.has(key)) firstAlert.set(key, lived.day);
    }
  }
  const started = now();
  const findings = detectPatterns(book, { minScore: -Infinity });
  return {
    truth,
    rows: truth.flatMap(patternRowsOf),
    findings,
    firstAlert,
    events,
    detectSeconds: (now() - started) / 1000,
  };
}

/** An event of the world as the network's rows have it: fields in snake case, lists apart. */
function linkEventOfWorld(
  { kind, occurredAt, identifiers, data }: WorldEvent,
  person: number,
  position: number,
): LinkEvent {
  const fields: Record<string, string | number | boolean> = { person };
  const lists: Record<string, readonly string[]> = {};
  for (const { kind: name, value } of identifiers) fields[`id_${name}`] ??= value;
  flatten('', data, { fields, lists });
  return { source: kind, occurred: occurredAt, recorded: occurredAt, position, fields, lists };
}

interface Flat {
  readonly fields: Record<string, string | number | boolean>;
  readonly lists: Record<string, readonly string[]>;
}

function flatten(prefix: string, data: object, flat: Flat): void {
  for (const [name, value] of Object.entries(data) as [string, unknown][]) {
    const column = prefix + name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (Array.isArray(value)) flat.lists[column] = value as string[];
    else if (typeof value === 'object' && value !== null) flatten(`${column}_`, value, flat);
    else if (value !== undefined) flat.fields[column] = value as string | number | boolean;
  }
}
