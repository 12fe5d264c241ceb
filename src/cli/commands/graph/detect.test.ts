import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { column, readTable, valueAt, type Frame } from '#table';
import { exportWorld } from '#world';
import { addDetect } from './detect.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tally-detect-'));
  const market = { people: 1600, months: 6, seed: 77, pack: 'hostile', policy: 'accept-all' } as const;
  await exportWorld({ ...market, out: join(folder, 'world') });
});
afterAll(() => rm(folder, { recursive: true }));

interface Told {
  readonly events: number;
  readonly later: number;
  readonly findings: Readonly<Record<string, number>>;
}

/** What the command prints with --json, and writes. */
async function detected(...args: readonly string[]): Promise<{ told: Told; frame: Frame; printed: string }> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const complain = vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const group = new Command('graph');
  addDetect(group);
  const out = join(folder, 'found.parquet');
  try {
    await group.parseAsync(['detect', '--events', join(folder, 'world'), '--out', out, ...args, '--json'], {
      from: 'user',
    });
  } finally {
    write.mockRestore();
    complain.mockRestore();
  }
  const text = printed.join('');
  const told = text.startsWith('{"out"') ? (JSON.parse(text) as Told) : { events: 0, later: 0, findings: {} };
  return { told, frame: await readTable(out), printed: text };
}

const texts = (frame: Frame, name: string): string[] =>
  Array.from({ length: frame.rows }, (_, row) => String(valueAt(column(frame, name), row)));

describe('tally graph detect', () => {
  it('finds planted frauds in an exported world by ids that the truth names, with evidence', async () => {
    const { told, frame } = await detected();
    const truth = await readTable(join(folder, 'world', 'patterns.parquet'));
    const honest = column(truth, 'is_look_alike');
    const entities = texts(truth, 'entity');
    const planted = new Set(entities.filter((_, row) => valueAt(honest, row) === 0));
    const found = texts(frame, 'entity');
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter((entity) => planted.has(entity)).length / found.length).toBeGreaterThan(0.7);
    expect(frame.names).toEqual(['entity_kind', 'entity', 'pattern', 'score', 'group', 'evidence', 'at']);
    for (const evidence of texts(frame, 'evidence')) expect(Array.isArray(JSON.parse(evidence))).toBe(true);
    expect(told.later).toBe(0);
  });

  it('sees nothing that became known after the instant, and only the patterns asked for', async () => {
    const { told, frame } = await detected(
      '--as-of',
      '2025-05-01',
      '--pattern',
      'device-farm,loan-village',
      '--min-score',
      '-3',
    );
    expect(told.later).toBeGreaterThan(1000);
    for (const pattern of texts(frame, 'pattern')) expect(['device-farm', 'loan-village']).toContain(pattern);
    for (const at of texts(frame, 'at')) expect(Number(at)).toBeLessThanOrEqual(Date.parse('2025-05-01'));
  });

  it.each([
    ['--as-of', 'yesterday'],
    ['--pattern', 'witchcraft'],
    ['--min-score', 'much'],
  ])('refuses %s %s and says what to give', async (option, value) => {
    const code = process.exitCode;
    const { printed } = await detected(option, value);
    process.exitCode = code;
    expect(printed).toContain('CLI_OPTION');
  });
});
