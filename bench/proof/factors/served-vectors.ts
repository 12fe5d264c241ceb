import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TallyError } from '#base';
import { runGenerator } from '../../load/run-generator.ts';
import type { LoadResult } from '../../load/generator.ts';
import type { VectorPlan } from '../../load/vector-body.ts';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';
import { processorSecondsOf } from '../tally-process.ts';
import { refreshRows } from './serving/refresh.ts';
import { visibleRow } from './serving/visible.ts';
import type { Serving, ServingPlan } from './serving/serving-server.ts';

const PEOPLE = 1_000_000;
const QUICK_PEOPLE = 50_000;
const FACTORS = 1000;
const STEADY = { perSecond: 1000, seconds: 20 } as const;
const STEPS = [1500, 2000, 2250, 2500, 3000, 3500, 4000] as const;
const CONNECTIONS = 64;
const TARGETS = { p99Ms: 5, perSecond: 2000 } as const;
const KEEPS_UP = { share: 0.97, p99Ms: 1000 } as const;

/** Vectors of 1,000 factors over HTTP from a server with the events of a million people, and how soon it reflects what changes. */
export const servedVectors: ProofPart = {
  name: 'served-vectors',
  async run(options) {
    const data = mkdtempSync(join(tmpdir(), 'tally-serving-'));
    const people = options.quick === true ? QUICK_PEOPLE : PEOPLE;
    options.note(`filling a server with ${people} people`);
    const { child, serving } = await startServing({ data, people, seed: options.seed, factors: FACTORS });
    try {
      options.note(
        `${serving.rows} events in ${serving.fillSeconds.toFixed(0)} s, ${Math.round(serving.bytes / people)} bytes a person`,
      );
      const rows = [stateRow(serving, people), ...(await loadRows(options, serving, child.pid))];
      rows.push(await visibleRow(options, serving));
      rows.push(...(await refreshRows(options, serving)));
      return [...rows, recomputeRow(serving, people)];
    } finally {
      child.kill('SIGTERM');
      rmSync(data, { recursive: true, force: true });
    }
  },
};

async function startServing(plan: ServingPlan): Promise<{ child: ChildProcess; serving: Serving }> {
  const file = resolve(import.meta.dirname, 'serving/serving-server.ts');
  const flags = ['--max-old-space-size=8000', '--max-semi-space-size=64', '--import', 'tsx', '--conditions=source'];
  const child = spawn(process.execPath, [...flags, file, JSON.stringify(plan)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stderr.on('data', (chunk) => (errors = `${errors}${String(chunk)}`.slice(-4000)));
  const serving = await new Promise<Serving>((done, failed) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      if (output.includes('\n')) done(JSON.parse(output) as Serving);
    });
    child.once('exit', (code) =>
      failed(new TallyError('BENCH_SERVER_ENDED', `the server ended with ${code}: ${errors}`)),
    );
  });
  return { child, serving };
}

async function loadRows(
  { seed, note, quick }: ProofOptions,
  { url, apiKey, ids }: Serving,
  pid: number | undefined,
): Promise<ProofRow[]> {
  let first = 0;
  const run = async (
    plan: { perSecond: number; seconds: number },
    vectors: Partial<VectorPlan>,
  ): Promise<LoadResult> => {
    first += 1_000_000;
    const session = { url, apiKey, seed, connections: CONNECTIONS, first };
    const result = await runGenerator({
      ...session,
      ...plan,
      vectors: { ids, set: 'proof', batch: 1, isBinary: false, ...vectors },
    });
    note(describe(plan.perSecond, result));
    return result;
  };
  await run({ perSecond: 500, seconds: 4 }, {});
  const steady = { ...STEADY, seconds: quick === true ? 5 : STEADY.seconds };
  const costing = async (vectors: Partial<VectorPlan>): Promise<[LoadResult, number]> => {
    const before = processorSecondsOf(pid);
    const result = await run(steady, vectors);
    return [result, (1000 * (processorSecondsOf(pid) - before)) / result.answered];
  };
  const [json, jsonMs] = await costing({});
  const [binary, binaryMs] = await costing({ isBinary: true });
  const batched = await run({ perSecond: 100, seconds: 5 }, { batch: 20, isBinary: true });
  const best = {
    json: await saturation((plan) => run(plan, {})),
    binary: await saturation((plan) => run(plan, { isBinary: true })),
  };
  return [
    latencyRow('JSON', json, jsonMs),
    latencyRow('float64', binary, binaryMs),
    {
      metric: `served vectors a second, ${FACTORS} factors, one request each: JSON; float64; batches of 20`,
      value: `${Math.round(best.json)}; ${Math.round(best.binary)}; ${Math.round(20 * batched.perSecond)} (asked 2,000; p99 of a batch ${batched.p99Ms.toFixed(1)} ms)`,
      target: `>= ${TARGETS.perSecond}`,
      pass: Math.max(best.json, best.binary) >= TARGETS.perSecond,
    },
  ];
}

async function saturation(run: (plan: { perSecond: number; seconds: number }) => Promise<LoadResult>): Promise<number> {
  let best = 0;
  for (const perSecond of STEPS) {
    const { perSecond: reached, p99Ms, errors } = await run({ perSecond, seconds: 4 });
    if (Object.keys(errors).length > 0) break;
    best = Math.max(best, reached);
    if (reached < KEEPS_UP.share * perSecond || p99Ms > KEEPS_UP.p99Ms) break;
  }
  return best;
}

function latencyRow(form: string, result: LoadResult, processorMs: number): ProofRow {
  const { p50Ms, p99Ms, maxMs, lateMs, sent, answered } = result;
  return {
    metric: `served vector of ${FACTORS} factors over HTTP (${form}), ${STEADY.perSecond}/s Poisson: p99`,
    value: `${p99Ms.toFixed(1)} ms (p50 ${p50Ms.toFixed(1)}, max ${maxMs.toFixed(1)}, ${answered} of ${sent} answered; ${processorMs.toFixed(2)} ms of the server's processor each; sent late by ${lateMs.toFixed(1)} at p99)`,
    target: `< ${TARGETS.p99Ms} ms`,
    pass: p99Ms < TARGETS.p99Ms && sent === answered,
  };
}

function stateRow({ rows, bytes, fillSeconds }: Serving, people: number): ProofRow {
  return {
    metric: `state of ${people.toLocaleString('en')} people, ${Math.round(rows / people)} events each, every field kept`,
    value: `${Math.round(bytes / people)} bytes a person, ${(bytes / 1e9).toFixed(2)} GB; taken in at ${Math.round(rows / fillSeconds).toLocaleString('en')} events/s`,
    target: 'printed',
    pass: undefined,
  };
}

function recomputeRow({ recompute, bytes }: Serving, people: number): ProofRow {
  const seconds = (recompute.seconds * people) / recompute.people;
  const perTerabyte = (seconds / 3600) * (1e12 / bytes);
  return {
    metric: `full recomputation of ${FACTORS} factors x ${people.toLocaleString('en')} people, one core`,
    value: `${seconds.toFixed(0)} s (${((1e6 * recompute.seconds) / recompute.people).toFixed(0)} us a vector, ${recompute.people} people measured); ${perTerabyte.toFixed(1)} core-hours per TB of state`,
    target: 'printed',
    pass: undefined,
  };
}

function describe(asked: number, { perSecond, p50Ms, p99Ms, maxMs, lateMs, errors }: LoadResult): string {
  return `asked ${asked}/s: ${perSecond.toFixed(0)}/s, p50 ${p50Ms.toFixed(1)} p99 ${p99Ms.toFixed(1)} max ${maxMs.toFixed(1)} ms, sent late ${lateMs.toFixed(1)} ms, errors ${JSON.stringify(errors)}`;
}
