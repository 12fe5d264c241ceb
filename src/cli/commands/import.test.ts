import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { importCommands } from './import.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-import-'));
const tape = join(folder, 'book.csv');
const map = join(folder, 'map.json');
writeFileSync(tape, 'id,sum,end\n1,10,ok\n2,20,lost\n3,-5,ok\n');
writeFileSync(
  map,
  JSON.stringify({
    name: 'book',
    fields: { currency: { constant: 'EUR' }, amountMinor: { column: 'sum' } },
    target: { column: 'end', good: ['ok'], bad: ['lost'] },
  }),
);

afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = 0;
});

async function tally(...words: string[]): Promise<Record<string, unknown>> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    const program = new Command('tally');
    importCommands(program);
    await program.parseAsync(['import', ...words, '--data', join(folder, 'data'), '--json'], { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return JSON.parse(written.join('')) as Record<string, unknown>;
}

describe('tally import', () => {
  it('imports with a mapping of the user, once', async () => {
    const done = await tally(tape, '--map', map);
    expect(done).toMatchObject({
      name: 'book',
      imported: true,
      rows: 2,
      good: 1,
      bad: 1,
      badRate: 0.5,
      rejected: 1,
      rejectedFile: `${tape}.rejected.csv`,
    });
    expect(await tally(tape, '--map', map, '--name', 'other')).toMatchObject({
      name: 'book',
      imported: false,
      rows: 2,
    });
  });

  it('lists the presets when there is none of that name, and wants one or a mapping', async () => {
    expect(await tally(tape, '--preset', 'germany')).toMatchObject({
      error: { code: 'LEND_TAPE_PRESET', hint: 'did you mean "german"?' },
    });
    expect(await tally(tape)).toMatchObject({ error: { code: 'CLI_IMPORT_MAPPING' } });
    expect(await tally(tape, '--preset', 'german')).toMatchObject({ error: { code: 'LEND_TAPE_COLUMNS' } });
  });
});
