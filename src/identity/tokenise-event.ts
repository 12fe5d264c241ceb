import { eventKinds, type EventData, type Identifier, type InboundEvent } from '#stream';
import type { Tokeniser } from './token.ts';

/** A personal value that leaves an event for the vault. */
export interface SealedValue {
  /** `fullName`, `address`, or an identifier as `phone:TOKEN`. */
  readonly field: string;
  readonly value: string;
}

export interface TokenisedEvent {
  readonly identifiers: readonly Identifier[];
  readonly data: EventData;
  readonly sealed: readonly SealedValue[];
}

/**
 * Takes every personal value out of an event (DOORS 3): identifiers and lists of identifiers become tokens, names and
 * addresses go to the vault. A phone also leaves the token of its number block in `data.phoneBlock`.
 */
export function tokeniseEvent(event: InboundEvent, tokeniser: Tokeniser): TokenisedEvent {
  const sealed: SealedValue[] = [];
  const data: Record<string, unknown> = { ...event.data };
  const identifiers = event.identifiers.map((raw) => {
    const identifier = tokeniser.identifier(raw);
    if (identifier.token !== raw.value) sealed.push({ field: `${raw.kind}:${identifier.token}`, value: raw.value });
    if (raw.kind === 'phone') data['phoneBlock'] = tokeniser.phoneBlock(raw.value);
    return identifier;
  });
  for (const [field, treatment] of Object.entries(eventKinds.get(event.kind)?.personal ?? {})) {
    const value = data[field];
    if (value === undefined) continue;
    if (treatment === 'coarse') {
      data[field] = Math.round(Number(value) * 100) / 100;
    } else if (treatment === 'sealed') {
      sealed.push({ field, value: String(value) });
      delete data[field];
    } else {
      data[field] = Array.isArray(value)
        ? value.map((item) => tokeniser.token(treatment, String(item)))
        : tokeniser.token(treatment, String(value));
    }
  }
  return { identifiers, data, sealed };
}
