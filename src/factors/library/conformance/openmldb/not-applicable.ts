/** Thrown for a case that speaks of something else than windows and aggregates of one table; the reason is counted. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** Ends the translation of a case. */
export function notApplicable(reason: string): never {
  throw new NotApplicable(reason);
}
