import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng, manualClock, sigmoid, silentLog, systemClock } from '#base';
import { gbdt, modelReport } from '#learn';
import { MAIN_TENANT, openPlatform, type Platform } from '#server';
import { createFrame, float64Column, type Frame } from '#table';
import type { ProofPart, ProofRow } from '../row.ts';

const [PEOPLE, MODELS, LIMIT_MS, RESTART_S] = [4000, 200, 5, 3] as const;

/** Two hundred models in the registry of an embedded store: opened again, loaded, and asked about one person. */
export const registryProof: ProofPart = {
  name: 'registry',
  async run({ seed, note, quick }) {
    const directory = mkdtempSync(join(tmpdir(), 'tally-registry-'));
    const count = quick === true ? 20 : MODELS;
    try {
      const first = await open(directory);
      await registerAll(first, { seed, count, note });
      await first.close();
      const start = systemClock.now();
      const again = await open(directory);
      const seconds = (systemClock.now() - start) / 1000;
      const rows = await ask(again, seed);
      await again.close();
      return [
        {
          metric: `embedded store and platform opened again with ${count} models registered`,
          value: `${seconds.toFixed(2)} s`,
          target: `< ${RESTART_S} s`,
          pass: seconds < RESTART_S,
        },
        ...rows,
      ];
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

function open(dataDirectory: string): Promise<Platform> {
  return openPlatform({ dataDirectory, clock: manualClock(Date.UTC(2026, 0, 1)), report: silentLog });
}

interface Filling {
  readonly seed: number;
  readonly count: number;
  readonly note: (line: string) => void;
}

/** Each model has its own outcome, driven by three factors of the platform's catalogue. */
async function registerAll(platform: Platform, { seed, count, note }: Filling): Promise<void> {
  const { registry, factors } = platform.tenant(MAIN_TENANT);
  const { names, schemaId } = factors.catalogue;
  const rng = createRng(seed).fork('registry');
  const columns = names.map(() => new Float64Array(PEOPLE).map(() => rng.normal()));
  const frame: Frame = createFrame(names.map((name, f) => [name, float64Column(columns[f] ?? new Float64Array())]));
  for (let number = 0; number < count; number++) {
    if (number % 50 === 0) note(`training model ${number + 1} of ${count}`);
    const [a, b, c] = [rng, rng, rng].map((one) => columns[one.below(names.length)] ?? new Float64Array());
    const label = new Float64Array(PEOPLE).map((_, row) => {
      const at = (column: Float64Array | undefined): number => column?.[row] ?? 0;
      return rng.chance(sigmoid(-2 + at(a) + 0.7 * at(b) * (at(c) > 0 ? 1 : 0))) ? 1 : 0;
    });
    const model = await gbdt({ trees: 50, maxDepth: 4, featureSample: 0.5 }).fit(
      frame,
      { kind: 'binary', label },
      { seed },
    );
    const events = label.reduce((sum, value) => sum + value, 0);
    const training = { rows: PEOPLE, events, fromDay: 0, toDay: 0, label: 'made up', seed, factorSchemaId: schemaId };
    const report = modelReport(model, { test: frame, label });
    const { modelId } = await registry.register({ purpose: 'night', model, report, training, createdAt: number });
    await registry.move(modelId, 'shadow', { at: number, actor: 'proof', why: 'served together' });
  }
}

async function ask(platform: Platform, seed: number): Promise<ProofRow[]> {
  const { registry, factors } = platform.tenant(MAIN_TENANT);
  const before = memory();
  const start = systemClock.now();
  const set = await registry.models({ purpose: 'night', stages: ['shadow'] });
  const loadMs = systemClock.now() - start;
  const megabytes = (memory() - before) / 1e6;
  const { documentBytes } = registry.memory();
  const ms = scoreOne(set, factors.catalogue.names.length, seed);
  const count = set.ids.length;
  return [
    {
      metric: `the ${count} models loaded at the first question`,
      value: `${(loadMs / 1000).toFixed(2)} s, ${megabytes.toFixed(0)} MB in memory (${(documentBytes / 1e6).toFixed(1)} MB as JSON)`,
      target: '-',
      pass: undefined,
    },
    {
      metric: `one person scored by all ${count} through the registry, 50 trees of depth 4, ${factors.catalogue.names.length} factors`,
      value: `${ms.toFixed(3)} ms`,
      target: `< ${LIMIT_MS} ms`,
      pass: ms < LIMIT_MS,
    },
  ];
}

function memory(): number {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

/** Mean over people, each other than the last, after a pass that warms up. */
function scoreOne(
  set: { readonly ids: readonly string[]; score(values: Float64Array, out: Float64Array): void },
  factors: number,
  seed: number,
): number {
  const rng = createRng(seed).fork('asked');
  const people = Array.from({ length: 200 }, () => Float64Array.from({ length: factors }, () => rng.normal()));
  const out = new Float64Array(set.ids.length);
  const pass = (): void => {
    for (const person of people) set.score(person, out);
  };
  pass();
  const start = systemClock.now();
  for (let round = 0; round < 5; round++) pass();
  return (systemClock.now() - start) / (5 * people.length);
}
