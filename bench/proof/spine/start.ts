import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#base';
import { freePort } from '../../../src/store/testing/free-port.ts';
import type { ProofPart, ProofRow } from '../row.ts';
import { secondsUntil, startTally, type TallyProcess } from '../tally-process.ts';

const LIMITS = { answersS: 15, deployedS: 90, againS: 3, memoryGb: 2 } as const;
const PATIENCE_S = 600;

interface Health {
  readonly world: { readonly done: boolean; readonly people: number; readonly events: number };
  readonly models: readonly unknown[];
}

/** `tally start` on an empty data directory as a user sees it, and once more on what it left. */
export const startProof: ProofPart = {
  name: 'start',
  async run({ seed, pack, note }) {
    const data = mkdtempSync(join(tmpdir(), 'tally-start-'));
    const first = await begin({ data, more: ['--seed', String(seed), '--pack', pack] });
    try {
      const rows = await firstStart(first, note);
      await first.tally.stop();
      note('starting again');
      const again = await begin({ data, more: [] });
      const { seconds } = await secondsUntil(() => health(again.tally), {
        since: again.since,
        limitS: PATIENCE_S,
        alive: again.tally.child,
      });
      const row = limited('start: again on existing data until it answers', seconds, LIMITS.againS);
      const processor = again.tally.processorSeconds();
      await again.tally.stop();
      return [...rows, { ...row, value: `${row.value} (${processor.toFixed(1)} s of processor time)` }];
    } finally {
      await first.tally.stop();
      rmSync(data, { recursive: true, force: true });
    }
  },
};

interface Begun {
  readonly tally: TallyProcess;
  readonly since: number;
}

async function begin({ data, more }: { data: string; more: readonly string[] }): Promise<Begun> {
  const port = await freePort();
  const since = systemClock.now();
  return { tally: startTally({ data, port, arguments: more }), since };
}

async function firstStart({ tally, since }: Begun, note: (line: string) => void): Promise<ProofRow[]> {
  const wait = { since, limitS: PATIENCE_S, alive: tally.child };
  const answers = await secondsUntil(() => page(tally), wait);
  note(`the console answers after ${answers.seconds.toFixed(1)} s`);
  const deployed = await secondsUntil(() => deployedHealth(tally), wait);
  const gigabytes = tally.peakMemory() / 1e9;
  const processor = tally.processorSeconds();
  const { people, events } = deployed.answer.world;
  return [
    limited('start: empty data directory until the console answers', answers.seconds, LIMITS.answersS),
    limited('start: until history is lived and models are deployed', deployed.seconds, LIMITS.deployedS),
    {
      metric: 'start: peak memory',
      value: `${gigabytes.toFixed(2)} GB`,
      target: `< ${LIMITS.memoryGb} GB`,
      pass: Number.isNaN(gigabytes) ? undefined : gigabytes < LIMITS.memoryGb,
    },
    {
      metric: 'start: people, events, events/s, models, processor time',
      value: `${people}, ${events}, ${Math.round(events / deployed.seconds)}, ${deployed.answer.models.length}, ${processor.toFixed(0)} s`,
      target: '-',
      pass: undefined,
    },
  ];
}

function limited(metric: string, seconds: number, limit: number): ProofRow {
  return {
    metric,
    value: `${seconds.toFixed(1)} s`,
    target: `${limit === LIMITS.againS ? '<' : '<='} ${limit} s`,
    pass: limit === LIMITS.againS ? seconds < limit : seconds <= limit,
  };
}

async function page({ url }: TallyProcess): Promise<true | undefined> {
  return (await fetch(url)).status === 200 ? true : undefined;
}

async function health({ url }: TallyProcess): Promise<Health | undefined> {
  const response = await fetch(`${url}/healthz`);
  return response.ok ? ((await response.json()) as Health) : undefined;
}

async function deployedHealth(tally: TallyProcess): Promise<Health | undefined> {
  const now = await health(tally);
  return now !== undefined && now.world.done && now.models.length > 0 ? now : undefined;
}
