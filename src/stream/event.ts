import { z } from '#base';

/** What an identifier names. Strong kinds (national id, account, phone) join people; weak ones only point at them. */
export const identifierKinds = [
  'application',
  'loan',
  'national_id',
  'account',
  'phone',
  'email',
  'device',
  'cookie',
  'shop',
] as const;

export type IdentifierKind = (typeof identifierKinds)[number];

/** Kinds that are no personal data: their token is the value itself. */
export const openIdentifierKinds: ReadonlySet<IdentifierKind> = new Set(['application', 'loan', 'shop']);

/** An identifier as a caller sends it: the value in the clear, replaced by a token before anything is stored. */
export interface RawIdentifier {
  readonly kind: IdentifierKind;
  readonly value: string;
}

/** A tokenised identifier: a keyed HMAC of the value (or the value itself for an open kind). */
export interface Identifier {
  readonly kind: IdentifierKind;
  readonly token: string;
}

export type EventData = Readonly<Record<string, unknown>>;

/** An event as it enters through a door, identifiers in the clear. */
export interface InboundEvent {
  readonly kind: string;
  /** Version of the kind's schema; 1 when left out at the door. */
  readonly version: number;
  /** Who reports it: `app`, `world`, `vendor:bureau`. */
  readonly source: string;
  /** Unique per tenant and source; the same key again is the same event. */
  readonly idempotencyKey: string;
  readonly identifiers: readonly RawIdentifier[];
  /** When it happened, milliseconds. */
  readonly occurredAt: number;
  readonly data: EventData;
}

/** An event ready for the log: no personal data left. */
export interface LogEvent extends Omit<InboundEvent, 'identifiers'> {
  readonly tenant: string;
  readonly identifiers: readonly Identifier[];
  readonly partitionKey: string;
  /** When the platform learned of it, milliseconds. */
  readonly recordedAt: number;
}

/** An event of the log with its place in it. */
export interface StoredEvent extends LogEvent {
  readonly partition: number;
  readonly offset: number;
}

export const rawIdentifierSchema = z.strictObject({
  kind: z.enum(identifierKinds),
  value: z.string().min(1).max(200),
});
