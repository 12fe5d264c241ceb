import { canonicalJson, sha256 } from '#base';

/** One link of a tamper-evident chain: `hash` covers the entry and the hash before it. */
export interface AuditEntry {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  /** What it is about: `application:w-1`, `policy:consumer`. Never personal data. */
  readonly subject: string;
  /** SHA-256 of the details, which may be erased without breaking the chain. */
  readonly detailHash: string;
  readonly previous: string;
  readonly hash: string;
}

export interface AuditDraft {
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detailHash: string;
}

/** Hash before the first entry. */
export const AUDIT_GENESIS = '0'.repeat(64);

/** Appends a draft to a chain whose newest entry is `previous`. */
export function chainEntry(draft: AuditDraft, previous: AuditEntry | undefined): AuditEntry {
  const body = { ...draft, sequence: (previous?.sequence ?? -1) + 1, previous: previous?.hash ?? AUDIT_GENESIS };
  return { ...body, hash: sha256(canonicalJson(body)) };
}

/** The sequence number of the first entry that does not fit, or undefined when the chain is whole. */
export function firstBreak(entries: readonly AuditEntry[], before?: AuditEntry): number | undefined {
  let previous = before;
  for (const entry of entries) {
    const { hash, sequence, previous: link, ...draft } = entry;
    const expected = chainEntry(draft, previous);
    if (expected.hash !== hash || expected.sequence !== sequence || expected.previous !== link) return sequence;
    previous = entry;
  }
  return undefined;
}
