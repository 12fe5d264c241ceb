import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#base';
import type { LoadResult } from '../../load/generator.ts';
import { runGenerator } from '../../load/run-generator.ts';
import { freePort } from '../../../src/store/testing/free-port.ts';
import { findPostgres, startPostgres } from '../../../src/store/testing/postgres-server.ts';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';
import { secondsUntil, startTally, type TallyProcess } from '../tally-process.ts';

const LOAD = { perSecond: 300, seconds: 60, connections: 256 } as const;
const TARGETS = { p99Ms: 60, saturation: 500 } as const;
/** Rates that are tried one after the other until the server no longer keeps up. */
const STEPS = [400, 500, 600, 700, 800, 1000, 1200, 1500, 2000] as const;
/** Below this share of the asked rate, or above this latency, the server does not keep up. */
const KEEPS_UP = { share: 0.97, p99Ms: 1000 } as const;

/** `POST /v1/applications` from a second process, on the embedded store and on Postgres. */
export const applicationsLoad: ProofPart = {
  name: 'applications-load',
  async run(options) {
    options.note('load on the embedded store');
    const embedded = await measure(options, { store: 'embedded', environment: {} });
    const bin = findPostgres();
    if (bin === undefined) {
      const absent = {
        metric: 'load: the same on Postgres',
        value: 'no Postgres on this machine',
        target: '-',
        pass: undefined,
      };
      return [...embedded, absent];
    }
    options.note('load on Postgres');
    const server = await startPostgres(bin);
    try {
      return [
        ...embedded,
        ...(await measure(options, { store: 'Postgres', environment: { DATABASE_URL: server.url } })),
      ];
    } finally {
      await server.stop();
    }
  },
};

interface Store {
  readonly store: 'embedded' | 'Postgres';
  readonly environment: Readonly<Record<string, string>>;
}

async function measure(options: ProofOptions, { store, environment }: Store): Promise<ProofRow[]> {
  const data = mkdtempSync(join(tmpdir(), 'tally-load-'));
  const tally = startTally({
    data,
    port: await freePort(),
    arguments: ['--empty'],
    environment: { ...environment, TALLY_STORE_SYNC: 'full', TALLY_RATE_LIMIT: '100000000' },
  });
  try {
    const apiKey = (await tally.announced).administrator?.apiKey ?? '';
    await secondsUntil(async () => (await fetch(`${tally.url}/healthz`)).ok || undefined, {
      since: systemClock.now(),
      limitS: 60,
      alive: tally.child,
    });
    const session = { url: tally.url, apiKey, seed: options.seed, connections: LOAD.connections };
    // A server that was just started compiles its hot paths: users meet it once, the target is about the steady state.
    await runGenerator({ ...session, perSecond: 100, seconds: 5, first: 0 });
    const steady = await runGenerator({
      ...session,
      perSecond: LOAD.perSecond,
      seconds: options.quick === true ? 10 : LOAD.seconds,
      first: 10_000,
    });
    options.note(describe(steady));
    const verified = await verify(tally, apiKey, steady);
    const best = await saturation(options, (perSecond, first) =>
      runGenerator({ ...session, perSecond, first, seconds: options.quick === true ? 3 : 8 }),
    );
    return rowsOf({ store, steady, verified, best, quick: options.quick === true });
  } finally {
    await tally.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Reads a sample of the answered applications back: each must be there with a decision and a trace. */
async function verify({ url }: TallyProcess, apiKey: string, { sample }: LoadResult): Promise<number> {
  let good = 0;
  for (const { id, outcome } of sample) {
    const response = await fetch(`${url}/v1/applications/${id}`, { headers: { authorization: `Bearer ${apiKey}` } });
    if (!response.ok) continue;
    const found = (await response.json()) as {
      outcome: string;
      decision: { trace: readonly unknown[]; factors: readonly unknown[] };
    };
    if (found.outcome === outcome && found.decision.trace.length > 0 && found.decision.factors.length > 0) good++;
  }
  return good;
}

/** The highest rate that the server keeps up with, in answers a second. */
async function saturation(
  { note }: ProofOptions,
  run: (perSecond: number, first: number) => Promise<LoadResult>,
): Promise<{ readonly perSecond: number; readonly p99Ms: number }> {
  let best = { perSecond: 0, p99Ms: NaN };
  for (const [step, perSecond] of STEPS.entries()) {
    const result = await run(perSecond, 100_000 * (step + 1));
    note(`asked ${perSecond}/s: ${describe(result)}`);
    const failed = Object.keys(result.errors).length > 0;
    if (!failed && result.perSecond > best.perSecond) best = { perSecond: result.perSecond, p99Ms: result.p99Ms };
    if (failed || result.perSecond < KEEPS_UP.share * perSecond || result.p99Ms > KEEPS_UP.p99Ms) break;
  }
  return best;
}

interface Measured {
  readonly store: Store['store'];
  readonly steady: LoadResult;
  readonly verified: number;
  readonly best: { readonly perSecond: number; readonly p99Ms: number };
  readonly quick: boolean;
}

function rowsOf({ store, steady, verified, best, quick }: Measured): ProofRow[] {
  const judged = store === 'embedded';
  const how = `${store}, ${LOAD.perSecond}/s Poisson${quick ? ', short run' : ` for ${LOAD.seconds} s`}`;
  const errors = steady.sent - steady.answered;
  return [
    {
      metric: `load: POST /v1/applications p99, ${how}`,
      value: `${steady.p99Ms.toFixed(1)} ms (p50 ${steady.p50Ms.toFixed(1)}, max ${steady.maxMs.toFixed(1)}, ${steady.answered} answered, ${errors} errors; sent late by ${steady.lateMs.toFixed(1)} at p99)`,
      target: judged ? `< ${TARGETS.p99Ms} ms` : '-',
      pass: judged ? steady.p99Ms < TARGETS.p99Ms && errors === 0 : undefined,
    },
    {
      metric: `load: saturation, ${store}`,
      value: `${Math.round(best.perSecond)}/s (p99 there ${best.p99Ms.toFixed(0)} ms)`,
      target: judged ? `>= ${TARGETS.saturation}/s` : '-',
      pass: judged ? best.perSecond >= TARGETS.saturation : undefined,
    },
    {
      metric: `load: sample read back with decision and trace, ${store}`,
      value: `${verified} of ${steady.sample.length}`,
      target: 'all',
      pass: steady.sample.length > 0 && verified === steady.sample.length,
    },
  ];
}

function describe({ perSecond, p50Ms, p99Ms, maxMs, lateMs, errors }: LoadResult): string {
  return `${perSecond.toFixed(0)}/s, p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} max ${maxMs.toFixed(1)} ms, sent late ${lateMs.toFixed(1)} ms, errors ${JSON.stringify(errors)}`;
}
