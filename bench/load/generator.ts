import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { createRng } from '#base';
import { applicationBody } from './application-body.ts';
import { poissonArrivals } from './arrivals.ts';
import { vectorBodies, type VectorPlan } from './vector-body.ts';

/** What a generator is told, as JSON in its first argument. */
export interface LoadPlan {
  readonly url: string;
  readonly apiKey: string;
  readonly seed: number;
  readonly perSecond: number;
  readonly seconds: number;
  /** Calls that wait at once; a call that is due later waits for a free connection, and its clock runs. */
  readonly connections: number;
  /** Number of the first application: runs against one server must not repeat people. */
  readonly first: number;
  /** Reads vectors of people drawn at random instead of sending applications. */
  readonly vectors?: VectorPlan;
}

/** What a generator measured, as JSON on its standard output. */
export interface LoadResult {
  readonly sent: number;
  readonly answered: number;
  readonly errors: Readonly<Record<string, number>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** How late calls were handed to the network, 99th percentile: the generator's own share, large on a busy machine. */
  readonly lateMs: number;
  /** Answers a second between the first and the last. */
  readonly perSecond: number;
  /** Ids of some applications, to be read back. */
  readonly sample: readonly { readonly id: string; readonly outcome: string }[];
}

const SAMPLE = 50;

/**
 * Open loop: calls are due at Poisson times whatever the server does, and latency is counted from the due time to the last byte, so
 * a server that stalls is charged for everybody who would have come meanwhile.
 */
async function generate(plan: LoadPlan): Promise<LoadResult> {
  const rng = createRng(plan.seed);
  const due = poissonArrivals(rng.fork('arrivals', plan.first), plan);
  const forms = rng.fork('forms', plan.first);
  const { vectors } = plan;
  const bodies =
    vectors === undefined
      ? Array.from(due, (_, i) => applicationBody(forms, plan.first + i))
      : vectorBodies(vectors, forms, due.length);
  const agent = new Agent({ keepAlive: true, maxSockets: plan.connections });
  const latencies: number[] = [];
  const late: number[] = [];
  const errors: Record<string, number> = {};
  const sample: { id: string; outcome: string }[] = [];
  const every = Math.max(1, Math.floor(due.length / SAMPLE));
  const start = performance.now() + 200;
  let last = start;
  const call = (i: number): Promise<void> =>
    post(agent, plan, { body: bodies[i] ?? '', key: `load-${plan.seed}-${plan.first + i}` }).then(
      ({ status, text }) => {
        last = performance.now();
        if (status !== (vectors === undefined ? 201 : 200)) return void (errors[status] = (errors[status] ?? 0) + 1);
        latencies.push(last - start - (due[i] as number));
        if (vectors === undefined && i % every === 0 && sample.length < SAMPLE)
          sample.push(JSON.parse(text) as { id: string; outcome: string });
      },
      (error: Error) => void (errors[error.message] = (errors[error.message] ?? 0) + 1),
    );
  const calls: Promise<void>[] = [];
  while (calls.length < due.length) {
    const now = performance.now() - start;
    while (calls.length < due.length && (due[calls.length] as number) <= now) {
      late.push(now - (due[calls.length] as number));
      calls.push(call(calls.length));
    }
    await new Promise((done) => setTimeout(done, 1));
  }
  await Promise.all(calls);
  agent.destroy();
  latencies.sort((a, b) => a - b);
  late.sort((a, b) => a - b);
  return {
    sent: due.length,
    answered: latencies.length,
    errors,
    p50Ms: at(latencies, 0.5),
    p99Ms: at(latencies, 0.99),
    lateMs: at(late, 0.99),
    maxMs: latencies.at(-1) ?? NaN,
    perSecond: latencies.length / Math.max(0.001, (last - start) / 1000),
    sample,
  };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

function post(
  agent: Agent,
  { url, apiKey, vectors }: LoadPlan,
  { body, key }: { readonly body: string; readonly key: string },
): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'idempotency-key': key,
    ...(vectors?.isBinary === true ? { accept: 'application/octet-stream' } : {}),
  };
  const path = vectors === undefined ? '/v1/applications' : '/v1/factors/vectors';
  return new Promise((done, failed) => {
    const call = request(`${url}${path}`, { agent, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding(vectors === undefined ? 'utf8' : 'latin1');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, text }));
      answer.on('error', failed);
    });
    call.on('error', failed);
    call.end(body);
  });
}

process.stdout.write(JSON.stringify(await generate(JSON.parse(process.argv[2] ?? '{}') as LoadPlan)));
