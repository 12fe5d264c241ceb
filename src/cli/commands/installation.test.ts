import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestInstallation, testApplication, type TestInstallation } from '#server';
import { createClient } from '#sdk';
import { readTable } from '#table';
import { removeRunFile, writeRunFile } from '../run-file.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { keyCommands } from './key.ts';
import { migrateCommand } from './migrate.ts';
import { resetCommand } from './reset.ts';
import { userCommands } from './user.ts';

/** What the commands print, as far as the tests look. */
interface Printed {
  readonly error?: { readonly code: string; readonly hint: string };
  readonly [field: string]: unknown;
}

/** Runs a command with --json and returns what it printed. */
async function tally(...words: string[]): Promise<Printed> {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const notes = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    const program = new Command('tally');
    const groups = [doctorCommand, exportCommand, keyCommands, migrateCommand, resetCommand, userCommands];
    for (const addTo of groups) addTo(program);
    await program.parseAsync([...words, '--json'], { from: 'user' });
  } finally {
    out.mockRestore();
    notes.mockRestore();
  }
  return JSON.parse(written.join('')) as Printed;
}

afterEach(() => {
  process.exitCode = 0;
});

describe('commands beside a running server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tally-cli-'));
  let home: TestInstallation;
  beforeAll(async () => {
    home = await startTestInstallation();
    const client = createClient({ url: home.url, key: home.admin });
    for (let n = 0; n < 3; n++) {
      const { id } = await client.applications.create(testApplication(n) as never);
      await client.applications.answer(id, { accepted: true });
    }
    writeRunFile(folder, { pid: process.pid, url: home.url, token: home.server.access.grantProcessToken() });
  });
  afterAll(async () => {
    await home.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('users are added, reset, disabled and listed', async () => {
    const added = await tally('user', 'add', 'Ann@bank.example', '--role', 'risk', '--data', folder);
    const reset = await tally('user', 'reset', 'ann@bank.example', '--data', folder);
    expect(reset['password']).not.toBe(added['password']);
    await expect(home.server.access.signIn('ann@bank.example', String(added['password']))).rejects.toThrow();
    expect((await home.server.access.signIn('ann@bank.example', String(reset['password']))).user.role).toBe('risk');
    expect(await tally('user', 'disable', 'ann@bank.example', '--data', folder)).toMatchObject({ disabled: true });
    await expect(home.server.access.signIn('ann@bank.example', String(reset['password']))).rejects.toThrow();
    expect((await tally('user', 'list', '--data', folder))['items']).toHaveLength(2);
  });

  it('what cannot be done is said with its code', async () => {
    const code = async (...words: string[]): Promise<unknown> => (await tally(...words, '--data', folder)).error?.code;
    expect(await code('user', 'add', 'x@y.example', '--role', 'king')).toBe('CLI_ROLE');
    expect(await code('user', 'add', 'no address', '--role', 'risk')).toBe('SERVER_REQUEST_INVALID');
    expect(await code('user', 'reset', 'nobody@x.example')).toBe('CLI_USER_UNKNOWN');
    expect(await code('user', 'disable', 'admin@tallystick.local')).toBe('SERVER_LAST_ADMINISTRATOR');
    expect(await code('key', 'revoke', 'key_x')).toBe('SERVER_KEY_UNKNOWN');
    expect(await code('export', 'secrets', '--out', join(folder, 'x.csv'))).toBe('CLI_EXPORT_TABLE');
    expect(await code('export', 'loans', '--out', join(folder, 'x.doc'))).toBe('TABLE_FORMAT_UNKNOWN');
    expect(process.exitCode).toBe(1);
  });

  it('a key works until it is revoked', async () => {
    const { id, secret } = await tally('key', 'create', 'feed', '--role', 'operator', '--data', folder);
    const client = createClient({ url: home.url, key: String(secret) });
    expect((await client.loans.list()).items).toHaveLength(3);
    await tally('key', 'revoke', String(id), '--data', folder);
    await expect(client.loans.list()).rejects.toMatchObject({ code: 'SERVER_UNAUTHENTICATED' });
  });

  it('every table is exported whole, as Parquet and as CSV', async () => {
    for (const [table, rows] of Object.entries({ applications: 3, loans: 3, decisions: 3, ledger: 6, events: 12 })) {
      for (const format of ['parquet', 'csv.gz']) {
        const out = join(folder, `${table}.${format}`);
        expect(await tally('export', table, '--out', out, '--data', folder)).toMatchObject({ table, rows });
        expect((await readTable(out)).rows).toBe(rows);
        expect(existsSync(`${out}.jsonl.part`)).toBe(false);
      }
    }
    const none = await tally(
      'export',
      'loans',
      '--to',
      '2025-12-31',
      '--out',
      join(folder, 'none.csv'),
      '--data',
      folder,
    );
    expect(none['rows']).toBe(0);
    expect(readFileSync(join(folder, 'none.csv'), 'utf8')).toMatch(/^loan_id,/);
  });

  it('doctor sees the server and its books; reset refuses', async () => {
    const { checks } = (await tally('doctor', '--data', folder)) as unknown as {
      checks: { name: string; state: string; found: string }[];
    };
    const found = Object.fromEntries(checks.map(({ name, ...rest }) => [name, rest]));
    expect(found['books']).toMatchObject({ state: 'ok' });
    expect(found['database']).toMatchObject({ state: 'ok' });
    chmodSync(folder, 0o700);
    removeRunFile(folder);
    expect((await tally('reset', '--yes', '--data', folder)).error?.code).toBe('CLI_NO_DATA');
  });
});

describe('commands without a server', () => {
  const data = join(mkdtempSync(join(tmpdir(), 'tally-cli-')), 'data');
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('migrate once, then nothing; the store is opened for a command and closed again; reset deletes', async () => {
    const first = await tally('migrate', '--data', data);
    expect(first['names']).not.toEqual([]);
    expect(await tally('migrate', '--data', data)).toMatchObject({ names: [], version: first['version'] });
    expect((await tally('user', 'list', '--data', data))['items']).toHaveLength(1);
    expect(statSync(join(data, 'master.key')).mode & 0o777).toBe(0o600);
    chmodSync(join(data, 'master.key'), 0o644);
    const report = (await tally('doctor', '--data', data, '--port', '0')) as unknown as {
      healthy: boolean;
      settings: { name: string; origin: string }[];
      checks: { name: string; state: string; todo?: string }[];
    };
    expect(report.healthy).toBe(false);
    expect(report.checks.filter(({ state }) => state === 'fail').map(({ name }) => name)).toContain('master key');
    expect(report.settings.find(({ name }) => name === 'dataDirectory')?.origin).toBe('option');
    expect((await tally('reset', '--data', data)).error?.code).toBe('CLI_CONFIRM');
    expect(await tally('reset', '--yes', '--data', data)).toEqual({ deleted: data });
    expect(existsSync(data)).toBe(false);
  });
});
