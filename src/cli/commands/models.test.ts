import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { startTestInstallation, type TestInstallation } from '#server';
import { writeRunFile } from '../run-file.ts';
import { modelCommands } from './models.ts';

const folder = mkdtempSync(join(tmpdir(), 'tally-models-'));
const alone = join(folder, 'alone');
let home: TestInstallation;
beforeAll(async () => {
  home = await startTestInstallation();
  writeRunFile(folder, { pid: process.pid, url: home.url, token: home.server.access.grantProcessToken() });
});
afterAll(async () => {
  await home.remove();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  process.exitCode = 0;
});

interface Printed {
  readonly error?: { readonly code: string };
  readonly [field: string]: unknown;
}

/** Runs a command with --json on an installation: the one of the running server when none is named. */
async function models(...words: string[]): Promise<Printed> {
  const data = words.includes('--data') ? [] : ['--data', folder];
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const notes = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    const program = new Command('tally');
    modelCommands(program);
    await program.parseAsync(['models', ...words, ...data, '--json'], { from: 'user' });
  } finally {
    out.mockRestore();
    notes.mockRestore();
  }
  return JSON.parse(written.join('')) as Printed;
}

it('a training where no server runs is done by the command; without evidence it makes no model', async () => {
  const job = await models('train', 'credit', '--why', 'a try', '--key', 'first', '--data', alone);
  expect(job).toMatchObject({ state: 'done', modelId: null, purpose: 'credit', label: 'default' });
  expect(job['note']).toContain('too thin');
  expect((await models('jobs', '--data', alone))['jobs']).toHaveLength(1);
}, 60_000);

it('an empty registry is told as one, schedules come and go', async () => {
  expect(await models('list')).toEqual({ items: [] });
  expect(await models('train', 'd1', '--label', 'first-instalment', '--daily', '02:30')).toMatchObject({
    dailyAt: '02:30',
  });
  expect((await models('jobs'))['schedules']).toHaveLength(1);
  expect((await models('jobs', '--unschedule', 'd1'))['schedules']).toEqual([]);
  expect(await models('monitor')).toEqual({ items: [] });
  expect(await models('alerts', '--all')).toEqual({ items: [] });
});

it('what cannot be done is said with its code', async () => {
  const code = async (...words: string[]): Promise<unknown> => (await models(...words)).error?.code;
  expect(await code('show', 'credit-1')).toBe('SERVER_NOT_FOUND');
  expect(await code('monitor', 'credit-1')).toBe('SERVER_NOT_FOUND');
  expect(await code('stage', 'credit-1', 'retired', '--why', 'x')).toBe('SCORES_MODEL_UNKNOWN');
  expect(await code('stage', 'credit-1', 'king', '--why', 'x')).toBe('CLI_STAGE');
  expect(await code('train', 'credit', '--learner', 'oracle')).toBe('CLI_LEARNER');
  expect(await code('train', 'credit', '--params', 'trees')).toBe('CLI_TRAIN_OPTION');
  expect(await code('train', 'churn')).toBe('SERVER_LABEL_NEEDED');
  expect(await code('alerts', '--acknowledge', 'none')).toBe('SCORES_ALERT_UNKNOWN');
});
