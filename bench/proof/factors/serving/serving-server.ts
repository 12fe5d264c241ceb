import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog, manualClock, systemClock } from '#base';
import { baseFactorNames } from './proof-factors.ts';
import { scratchPrepared } from '#store';
import { MAIN_TENANT, openPlatform, startServer } from '#server';
import { EVENTS_A_PERSON, fillLibrary, HISTORY_END } from './fill-library.ts';

/** What the server is told, as JSON in its first argument. */
export interface ServingPlan {
  readonly data: string;
  readonly people: number;
  readonly seed: number;
  /** Factors of the set "proof". */
  readonly factors: number;
}

/** What it tells once it serves, as a line of JSON. */
export interface Serving {
  readonly url: string;
  readonly apiKey: string;
  /** File with a person's id a line. */
  readonly ids: string;
  readonly fillSeconds: number;
  readonly bytes: number;
  readonly rows: number;
  readonly recompute: { readonly people: number; readonly seconds: number };
}

/** A real server whose library holds generated people; everything but their events comes in as usual. */
async function serve({ data, people, seed, factors }: ServingPlan): Promise<Serving> {
  const clock = manualClock(HISTORY_END + 60_000);
  const report = createLog({ clock: systemClock, level: 'error', write: (line) => process.stderr.write(`${line}\n`) });
  const preparedDirectory = await scratchPrepared();
  const platform = await openPlatform({ dataDirectory: data, clock, report, preparedDirectory, sync: 'full' });
  const { library, identity } = platform.tenant(MAIN_TENANT);
  const ids = Array.from({ length: people }, (_, person) => {
    const { person: made } = identity.resolver.resolve([{ kind: 'account', token: `a${person}` }]);
    return made.id;
  });
  writeFileSync(join(data, 'ids'), ids.join('\n'));
  const started = systemClock.now();
  fillLibrary(library.rows, { people, seed });
  const fillSeconds = (systemClock.now() - started) / 1000;
  library.sets.put('proof', baseFactorNames(factors, seed));
  const selection = library.select({ set: 'proof' });
  const sample = Math.min(people, 50_000);
  const from = systemClock.now();
  const vector = new Float64Array(selection.reader.factors.length);
  for (let i = 0; i < sample; i++) {
    const person = Math.floor((i * people) / sample);
    const keys = { person, id_device: `d${person}`, id_phone: `p${person}`, id_account: `a${person}` };
    selection.reader.read({ keys, at: { asOf: HISTORY_END, position: Infinity } }, vector);
  }
  const seconds = (systemClock.now() - from) / 1000;
  const view = () => ({ state: 'none' as const, day: null, progress: 1, daysPerMinute: 0, people: 0, events: 0 });
  const server = await startServer({
    ...{ platform, report, host: '127.0.0.1', port: 0, version: '0.0.0', wallClock: systemClock },
    ...{ market: { view, set: view }, rateLimitPerMinute: 100_000_000 },
  });
  const { rows, bytes } = library.state();
  const apiKey = server.first?.apiKey ?? '';
  return {
    url: server.url,
    apiKey,
    ids: join(data, 'ids'),
    fillSeconds,
    bytes,
    rows,
    recompute: { people: sample, seconds },
  };
}

process.on('SIGTERM', () => process.exit(0));
process.stdout.write(
  `${JSON.stringify({ ...(await serve(JSON.parse(process.argv[2] ?? '{}') as ServingPlan)), events: EVENTS_A_PERSON })}\n`,
);
