import { TallyError, type z } from '#base';
import { openTapeBook, tapeFields, tapeVintages } from '#lend';
import type { tapeRoutes } from '../api/tapes.ts';
import type { Call } from '../http/context.ts';
import { ratio } from '../views/money-view.ts';

type Body = typeof tapeRoutes.create extends { body?: z.ZodType<infer B> } ? B : never;

/** Stores a batch of a tape; with a summary the tape is complete. */
export async function createTape({ ports, tenant, body, remember }: Call<unknown, unknown, Body>) {
  const { tape, loans, summary } = body;
  const answer = { tape, stored: loans.length, complete: summary !== undefined };
  const book = openTapeBook(ports.platform.db, tenant.id, () =>
    remember({ status: 201, answer: JSON.stringify(answer) }),
  );
  if (summary === undefined) await book.write(tape, loans);
  else {
    if (loans.length > 0) await openTapeBook(ports.platform.db, tenant.id).write(tape, loans);
    await book.finish(summary);
  }
  return answer;
}

export async function listTapes({ ports, tenant }: Call) {
  return { items: await openTapeBook(ports.platform.db, tenant.id).list() };
}

export async function getTape({ ports, tenant, params }: Call<{ id: string }>) {
  const { db } = ports.platform;
  const summary = await openTapeBook(db, tenant.id).find(params.id);
  if (summary === undefined) {
    throw new TallyError('SERVER_NOT_FOUND', `there is no tape ${params.id}`, {
      hint: 'list them at /v1/tapes',
      status: 404,
    });
  }
  const { rows, good, bad, unknown, known } = summary;
  return {
    summary,
    badRate: ratio(bad, good + bad),
    shares: { good: ratio(good, rows), bad: ratio(bad, rows), unknown: ratio(unknown, rows) },
    unknownFields: tapeFields.filter((field) => !known.includes(field)),
    vintages: await tapeVintages(db, tenant.id, params.id),
  };
}
