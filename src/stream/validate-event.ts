import { TallyError, parse, z } from '#base';
import { type InboundEvent, rawIdentifierSchema } from './event.ts';
import type { EventKind } from './kind.ts';
import { eventKinds } from './kinds/index.ts';

/** The envelope of an event as a caller sends it; `data` is checked by its kind. */
export const inboundEventSchema = z.strictObject({
  kind: z.string().min(1).max(60),
  version: z.int().min(1).default(1),
  source: z.string().regex(/^[\w:.-]{1,60}$/, 'at most 60 letters, digits and _ : . -'),
  idempotencyKey: z.string().min(1).max(200),
  identifiers: z.array(rawIdentifierSchema).max(50).default([]),
  occurredAt: z.int().min(0).max(8_640_000_000_000_000),
  data: z.record(z.string(), z.unknown()),
});

/**
 * Checks an event at a door: envelope, kind, version and data.
 *
 * @param origin who sends it; kinds that only the platform may emit are refused from outside.
 * @throws TallyError `STREAM_EVENT_INVALID` with the path of each fault.
 */
export function validateEvent(input: unknown, origin: EventKind['origin'] = 'outside'): InboundEvent {
  const code = 'STREAM_EVENT_INVALID';
  const event = parse(inboundEventSchema, input, { what: 'event', code });
  const kind = eventKinds.get(event.kind);
  if (!kind)
    throw invalid('kind', `"${event.kind}" is no kind of event`, `known kinds: ${[...eventKinds.keys()].join(', ')}`);
  if (kind.version !== event.version && kind.earlier?.includes(event.version) !== true) {
    throw invalid('version', `${event.kind} has no version ${event.version}`, `send version ${kind.version}`);
  }
  if (kind.origin === 'platform' && origin === 'outside') {
    throw invalid('kind', `${event.kind} is emitted by the platform alone`, 'send the event that leads to it');
  }
  if (event.source === 'platform' && origin === 'outside') {
    throw invalid('source', 'the source "platform" is the platform itself', 'name your own system as the source');
  }
  const data = parse(z.object({ data: kind.schema }), { data: event.data }, { what: `event ${event.kind}`, code });
  return { ...event, data: data.data as InboundEvent['data'] };
}

function invalid(path: string, message: string, hint: string): TallyError {
  return new TallyError('STREAM_EVENT_INVALID', `event is invalid at ${path}: ${message}`, {
    hint,
    data: { issues: [{ path, message }] },
    status: 422,
  });
}
