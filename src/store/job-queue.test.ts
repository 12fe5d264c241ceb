import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, manualClock } from '#base';
import { createJobQueue, type JobQueue } from './job-queue.ts';
import { runJobs } from './job-runner.ts';
import { nextRun, retryDelayMs } from './job-schedule.ts';
import { storeMigrations } from './migrations/index.ts';
import { type ScratchDatabase, openScratchDatabase } from './scratch-database.ts';

const START = Date.UTC(2026, 0, 1, 12);

describe('job queue', () => {
  let scratch: ScratchDatabase;
  let jobs: JobQueue;
  beforeAll(async () => {
    scratch = await openScratchDatabase({ migrations: storeMigrations });
    jobs = createJobQueue(scratch.db);
  });
  afterAll(() => scratch.remove());

  it('hands out due jobs once, oldest first', async () => {
    await jobs.enqueue('a', [
      { queue: 'due', key: '2', runAt: START + 2, payload: { n: 2 } },
      { queue: 'due', key: '1', runAt: START + 1 },
      { queue: 'due', key: '9', runAt: START + 9 },
    ]);
    const claimed = await jobs.claim({ queues: ['due'], now: START + 5, limit: 10 });
    expect(claimed.map(({ key }) => key)).toEqual(['1', '2']);
    expect(claimed[1]?.payload).toEqual({ n: 2 });
    expect(await jobs.claim({ queues: ['due'], now: START + 5, limit: 10 })).toEqual([]);
  });

  it('keeps the job that is there when a key comes again', async () => {
    await jobs.enqueue('a', [{ queue: 'unique', key: 'k', runAt: START, payload: 1 }]);
    await jobs.enqueue('a', [{ queue: 'unique', key: 'k', runAt: START, payload: 2 }]);
    const claimed = await jobs.claim({ queues: ['unique'], now: START, limit: 10 });
    expect(claimed.map(({ payload }) => payload)).toEqual([1]);
  });

  it('gives a job whose lease ended to somebody else and refuses the late finisher', async () => {
    await jobs.enqueue('a', [{ queue: 'lease', key: 'k', runAt: START }]);
    const [slow] = await jobs.claim({ queues: ['lease'], now: START, limit: 1, leaseMs: 10 });
    const [fast] = await jobs.claim({ queues: ['lease'], now: START + 10, limit: 1 });
    expect(fast?.attempts).toBe(2);
    expect(slow && (await jobs.complete(slow, START + 11))).toBe(false);
    expect(fast && (await jobs.complete(fast, START + 12))).toBe(true);
  });

  it('retries with growing delays, then marks the job dead', async () => {
    const clock = manualClock(START);
    await jobs.enqueue('a', [{ queue: 'bad', key: 'k', runAt: START, maxAttempts: 3 }]);
    const tried: number[] = [];
    const handlers = {
      bad: async () => {
        tried.push(clock.now() - START);
        throw new Error('no');
      },
    };
    const runner = runJobs({ queue: jobs, handlers, clock });
    for (let second = 0; second < 10; second++) {
      await runner.tick();
      clock.advance(1000);
    }
    expect(tried).toEqual([0, 1000, 3000]);
    expect((await jobs.counts()).find(({ queue }) => queue === 'bad')).toEqual({
      queue: 'bad',
      state: 'dead',
      jobs: 1,
    });
  });

  it('runs a repeating job at each time of its schedule', async () => {
    const clock = manualClock(START);
    await jobs.enqueue('a', [{ queue: 'daily', key: 'k', runAt: START, repeat: { dailyAtMs: 3_600_000 } }]);
    const ran: number[] = [];
    const runner = runJobs({ queue: jobs, handlers: { daily: async () => void ran.push(clock.now()) }, clock });
    for (let hour = 0; hour < 49; hour++) {
      await runner.tick();
      clock.advance(3_600_000);
    }
    expect(ran).toEqual([START, START + 13 * 3_600_000, START + 37 * 3_600_000]);
  });

  it('computes the next run and the delay of a retry', () => {
    expect(nextRun({ everyMs: 1000 }, 1500)).toBe(2000);
    expect(nextRun({ everyMs: 1000 }, 2000)).toBe(3000);
    expect(nextRun({ dailyAtMs: 0 }, 0)).toBe(DAY_MS);
    expect([1, 2, 3, 40].map(retryDelayMs)).toEqual([1000, 2000, 4000, 3_600_000]);
  });
});
