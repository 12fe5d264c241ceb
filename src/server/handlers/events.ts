import { TallyError, type z } from '#base';
import { validateEvent, type InboundEvent } from '#stream';
import type { eventRoutes } from '../api/events.ts';
import type { Call } from '../http/context.ts';

type Body = typeof eventRoutes.create extends { body?: z.ZodType<infer B> } ? B : never;

/** Takes in a batch of events: every one is checked before the first is stored. */
export async function createEvents({ tenant, body, remember }: Call<unknown, unknown, Body>) {
  const events = body.events.map(fromOutside);
  const answerOf = (outcomes: Awaited<ReturnType<typeof tenant.engine.ingest>>) => ({
    accepted: outcomes.filter(({ duplicate }) => !duplicate).length,
    duplicates: outcomes.filter(({ duplicate }) => duplicate).length,
    results: outcomes.map(({ duplicate, personId, offset, note = '' }) => ({ duplicate, personId, offset, note })),
  });
  const outcomes = await tenant.engine.ingest(events, {
    also: (made) => remember({ status: 202, answer: JSON.stringify(answerOf(made)) }),
  });
  return answerOf(outcomes);
}

/** The source "api" belongs to the platform's own routes: another sender under that name could shadow their events. */
function fromOutside(input: Body['events'][number], index: number): InboundEvent {
  const event = validateEvent(input);
  if (event.source !== 'api') return event;
  throw new TallyError('SERVER_EVENT_SOURCE', `event ${index} has the source "api", which is taken`, {
    hint: 'name the system that reports the event, such as "app" or "bank"',
    status: 422,
  });
}
