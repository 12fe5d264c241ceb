import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Rng, createRng } from '#base';
import { type Outcomes, marketState, serverFaults, storeFaults, worldOutcomes } from './start-inspect.ts';
import { type MarketSize, type StartedProcess, startProcess } from './start-process.ts';
import { type Traffic, createTraffic } from './start-traffic.ts';

export interface StartKillOptions extends MarketSize {
  readonly kills: number;
  readonly note?: (line: string) => void;
}

export interface StartKillReport {
  readonly kills: number;
  readonly duringStart: number;
  readonly acknowledged: number;
  readonly worldApplications: number;
  /** Writes that were acknowledged and are gone or answered otherwise. */
  readonly lost: readonly string[];
  readonly ledger: readonly string[];
  /** Offsets, events and effects that do not agree. */
  readonly disagreements: readonly string[];
  /** World applications that went another way than without a kill. */
  readonly diverged: readonly string[];
}

/**
 * Kills `tally start` at seeded moments while it lives its history and serves borrowers from outside, and compares what
 * is left with what was acknowledged and with a market that nobody disturbed.
 */
export async function runStartKills(options: StartKillOptions): Promise<StartKillReport> {
  const { kills, seed, note = () => undefined } = options;
  const root = mkdtempSync(join(tmpdir(), 'tally-start-kill-'));
  const directory = join(root, 'killed');
  const rng = createRng(seed).fork('start-kills');
  const traffic = createTraffic();
  const lost: string[] = [];
  const ledger: string[] = [];
  let duringStart = 0;
  try {
    for (let kill = 0; kill < kills; kill++) {
      const survived = await killOnce({ directory, traffic, size: options, plan: planOf(rng, kill) });
      lost.push(...survived.lost);
      ledger.push(...survived.ledger);
      duringStart += survived.served ? 0 : 1;
      note(
        `kill ${kill + 1} of ${kills}${survived.served ? ` on ${survived.day}` : ' during start'}: ${traffic.acknowledged} writes acknowledged, ${lost.length + ledger.length} faults`,
      );
    }
    const last = await liveToEnd(directory, options, async (server) => {
      lost.push(...(await traffic.repeat(server, 0)));
      ledger.push(...(await serverFaults(server)));
    });
    const disagreements = await storeFaults(directory);
    const undisturbed = await liveToEnd(join(root, 'undisturbed'), options);
    const diverged = differences(undisturbed, last);
    const { acknowledged } = traffic;
    return {
      kills,
      duringStart,
      acknowledged,
      worldApplications: last.outcomes.size,
      lost,
      ledger,
      disagreements,
      diverged,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** When a process dies: after so many looks at its start, or so many acknowledged writes. */
interface Plan {
  readonly polls: number;
  readonly acks: number;
}

function planOf(rng: Rng, kill: number): Plan {
  return kill % 4 === 1 ? { polls: 1 + rng.below(120), acks: 0 } : { polls: Infinity, acks: 1 + rng.below(80) };
}

interface KillParts {
  readonly directory: string;
  readonly traffic: Traffic;
  readonly size: MarketSize;
  readonly plan: Plan;
}

interface Survival {
  readonly served: boolean;
  readonly day: string;
  readonly lost: readonly string[];
  readonly ledger: readonly string[];
}

async function killOnce({ directory, traffic, size, plan }: KillParts): Promise<Survival> {
  const server = await startProcess(directory, size, plan.polls);
  if (server === undefined) return { served: false, day: '', lost: [], ledger: [] };
  // The newest writes are the ones that the last kill endangered; all of them are repeated at the end.
  const lost = await traffic.repeat(server, Math.max(0, traffic.writes.length - 100));
  const ledger = await serverFaults(server);
  await traffic.send(server, plan.acks);
  const inFlight = traffic.send(server, Infinity).catch(() => undefined);
  const { day } = await marketState(server);
  await server.end('SIGKILL');
  await inFlight;
  return { served: true, day, lost, ledger };
}

interface Ended {
  readonly day: string;
  readonly outcomes: Outcomes;
}

/** Lets the history be lived to its end, then stops the installation as its user would. */
async function liveToEnd(
  directory: string,
  size: MarketSize,
  check: (server: StartedProcess) => Promise<void> = async () => undefined,
): Promise<Ended> {
  const server = await startProcess(directory, size);
  if (server === undefined) throw new Error('the process was killed by nobody');
  await check(server);
  for (;;) {
    const { day, done } = await marketState(server);
    if (!done) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    const outcomes = await worldOutcomes(server);
    await server.end('SIGTERM');
    return { day, outcomes };
  }
}

/** World applications of the days that both lived whole, where the two differ. */
function differences(a: Ended, b: Ended): string[] {
  const end = a.day < b.day ? a.day : b.day;
  const isWithin = (text: string | undefined): boolean =>
    text !== undefined && (JSON.parse(text) as { submittedAt: string }).submittedAt.slice(0, 10) < end;
  return [...new Set([...a.outcomes.keys(), ...b.outcomes.keys()])]
    .filter((id) => isWithin(a.outcomes.get(id)) || isWithin(b.outcomes.get(id)))
    .filter((id) => a.outcomes.get(id) !== b.outcomes.get(id))
    .map((id) => `${id}: ${a.outcomes.get(id) ?? 'none'} against ${b.outcomes.get(id) ?? 'none'}`);
}
