import type { Identifier, InboundEvent, LogEvent } from '#stream';

/** Whether the platform knows the application or loan that an event speaks of. */
export type KnowsReference = (kind: 'application' | 'loan', token: string) => boolean;

const REFERENCES = [
  ['applicationId', 'application'],
  ['loanId', 'loan'],
] as const;

/**
 * An event that speaks of an application or loan counts for its person, even when the sender names nobody. One that is
 * unknown is left out: a link to it would stand in the way of whoever gets that id later.
 */
export function withReferences(
  identifiers: readonly Identifier[],
  data: LogEvent['data'],
  knows: KnowsReference,
): readonly Identifier[] {
  const added: Identifier[] = [];
  for (const [field, kind] of REFERENCES) {
    const token = data[field];
    if (typeof token !== 'string' || identifiers.some((given) => given.kind === kind)) continue;
    if (knows(kind, token)) added.push({ kind, token });
  }
  return added.length === 0 ? identifiers : [...identifiers, ...added];
}

export function partitionKey(identifiers: readonly Identifier[]): string {
  return identifiers[0]?.token ?? '';
}

/** Events about a thing with an id of its own are the same event whenever the id is the same. */
export function naturalKey({ kind, idempotencyKey, data }: InboundEvent): string {
  switch (kind) {
    case 'application.submitted':
      return `application:${String(data['applicationId'])}`;
    case 'payment.received':
      return `payment:${String(data['paymentId'])}`;
    default:
      // A sender's own key never looks like a natural one, or an advertisement could stand in for a payment.
      return /^(application|payment|key):/.test(idempotencyKey) ? `key:${idempotencyKey}` : idempotencyKey;
  }
}
