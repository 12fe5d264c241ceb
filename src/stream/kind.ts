import { z } from '#base';
import type { IdentifierKind } from './event.ts';

/** A typed kind of event: its schema by version, and which fields are personal. */
export interface EventKind<T = unknown> {
  readonly kind: string;
  readonly version: number;
  /** Older versions whose data still fit the schema. */
  readonly earlier?: readonly number[];
  readonly schema: z.ZodType<T>;
  readonly description: string;
  /**
   * Fields of `data` that hold personal data. With an identifier kind the value (or each of a list) becomes a token of
   * that kind; with `sealed` it moves to the vault and leaves the event; a `coarse` coordinate keeps two decimals, about
   * a kilometre.
   */
  readonly personal: Readonly<Record<string, IdentifierKind | 'sealed' | 'coarse'>>;
  /** Who may send it: callers from outside, or only the platform itself. */
  readonly origin: 'outside' | 'platform';
}

/** Declares a kind of event. The schema is strict: an unknown field is refused at the door. */
export function defineEvent<T>(kind: EventKind<T>): EventKind<T> {
  return kind;
}
