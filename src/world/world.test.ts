import { createHash } from 'node:crypto';
import { deserialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { isTallyError } from '#base';
import { createWorld, restoreWorld, type World, type WorldFeedback } from './index.ts';

const options = { people: 800, seed: 9001, pack: 'default' } as const;

/** Approves everything and disburses what is accepted, so that loans and payments take part. */
function live(world: World, days: number, feedback: WorldFeedback[] = []): { hash: string; feedback: WorldFeedback[] } {
  const hash = createHash('sha256');
  let answers = feedback;
  for (let i = 0; i < days; i++) {
    const { day, events } = world.step(answers);
    hash.update(JSON.stringify(events));
    answers = events.flatMap(({ kind, data }) => answerTo(kind, data, day));
  }
  return { hash: hash.digest('hex'), feedback: answers };
}

function answerTo(kind: string, data: Readonly<Record<string, unknown>>, day: number): WorldFeedback[] {
  const applicationId = String(data['applicationId']);
  if (kind === 'application.submitted') {
    const amountMinor = Number(data['amountMinor']);
    return [{ kind: 'decided', applicationId, outcome: 'approved', amountMinor, termMonths: 3, aprBps: 2400 }];
  }
  if (kind !== 'offer.answered' || data['accepted'] !== true) return [];
  const schedule = [30, 60, 91].map((days) => ({ dueDay: day + days, amountMinor: 100_000 }));
  return [{ kind: 'disbursed', applicationId, loanId: `l-${applicationId}`, schedule }];
}

describe('a world', () => {
  it('emits the same bits for the same seed and feedback', () => {
    expect(live(createWorld(options), 120).hash).toBe(live(createWorld(options), 120).hash);
  });

  it('is another world for another seed', () => {
    expect(live(createWorld(options), 20).hash).not.toBe(live(createWorld({ ...options, seed: 9002 }), 20).hash);
  });

  it('continues from a snapshot bit for bit, truth included', () => {
    const original = createWorld(options);
    const { feedback } = live(original, 75);
    const copy = restoreWorld(original.snapshot());
    expect(copy.day).toBe(original.day);
    expect(live(copy, 75, feedback).hash).toBe(live(original, 75, feedback).hash);
    expect(copy.truth.take()).toEqual(original.truth.take());
    // The encoder may choose other bytes for equal values, so the values are compared.
    expect(deserialize(copy.snapshot())).toEqual(deserialize(original.snapshot()));
  });

  it('keeps its state small, however long it lives', () => {
    const world = createWorld(options);
    const { feedback } = live(world, 300);
    const before = world.snapshot().byteLength;
    live(world, 500, feedback);
    expect(world.snapshot().byteLength).toBeLessThan(1.2 * before);
  });

  it('orders the events of a day and gives each its own key', () => {
    const world = createWorld(options);
    for (let i = 0; i < 30; i++) {
      const { day, events } = world.step([]);
      const times = events.map((event) => event.occurredAt);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((time) => Math.floor(time / 86_400_000) === day)).toBe(true);
      expect(new Set(events.map((event) => event.idempotencyKey)).size).toBe(events.length);
    }
  });

  it('ignores answers to applications it has forgotten', () => {
    const world = createWorld(options);
    const lost = {
      kind: 'decided',
      applicationId: 'w-999',
      outcome: 'approved',
      amountMinor: 1,
      termMonths: 3,
      aprBps: 0,
    } as const;
    expect(world.step([lost]).events).toEqual(createWorld(options).step([]).events);
  });

  it.each([
    ['WORLD_PACK_UNKNOWN', () => createWorld({ ...options, pack: 'gentle' })],
    ['WORLD_OPTIONS_INVALID', () => createWorld({ ...options, people: 3.5 })],
    ['WORLD_SNAPSHOT_INVALID', () => restoreWorld(new Uint8Array([1, 2, 3]))],
  ])('refuses nonsense with %s', (code, attempt) => {
    expect(attempt).toThrow(expect.toSatisfy((error: unknown) => isTallyError(error, code)));
  });
});
