import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTallyError } from '#base';
import { columnOf, readTable } from '#table';
import { eventKinds, formBehaviourSchema } from '#stream';
import { eventColumns } from './export-columns.ts';
import { exportWorld, type ExportManifest } from './index.ts';

const market = { people: 600, months: 2, seed: 5, pack: 'default', policy: 'accept-all' } as const;
let out = '';
let manifest: ExportManifest;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'tally-world-'));
  manifest = await exportWorld({ ...market, out });
});

afterAll(() => rm(out, { recursive: true, force: true }));

describe('an exported world', () => {
  it('has one truth per application', async () => {
    const truth = await readTable(join(out, 'truth.parquet'));
    const keys = columnOf(truth, 'application_id', 'string');
    expect(truth.rows).toBe(manifest.counts.applications);
    expect(new Set(keys.dictionary).size).toBe(truth.rows);
  });

  it('has the events it counted, month by month', async () => {
    const folder = join(out, 'events', 'application.submitted');
    const files = await readdir(folder);
    expect(files.toSorted()).toEqual(['2025-01.parquet', '2025-02.parquet']);
    const frames = await Promise.all(files.map((file) => readTable(join(folder, file))));
    expect(frames.reduce((sum, frame) => sum + frame.rows, 0)).toBe(manifest.counts.byKind['application.submitted']);
    expect(frames[0]?.names).toEqual(manifest.tables['application.submitted']?.columns.map((column) => column.name));
  });

  it('describes itself in its manifest', async () => {
    expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))).toEqual(manifest);
    expect(manifest.packHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not written over other files', async () => {
    await expect(exportWorld({ ...market, out })).rejects.toSatisfy((error) =>
      isTallyError(error, 'WORLD_EXPORT_NOT_EMPTY'),
    );
  });

  it('has a column for every field of every kind of event', () => {
    for (const [kind, columns] of Object.entries(eventColumns)) {
      const schema = eventKinds.get(kind)?.schema as unknown as { shape: Record<string, unknown> };
      const fields = Object.keys(schema.shape).flatMap((field) =>
        field === 'form' && kind === 'application.submitted'
          ? Object.keys(formBehaviourSchema.shape).map((part) => `form.${part}`)
          : [field],
      );
      expect(columns.map((column) => column.path).toSorted(), kind).toEqual(fields.toSorted());
    }
  });
});
