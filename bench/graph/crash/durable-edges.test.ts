import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { append, differences, edgeOf, openLog, recovered, saveSnapshot } from './durable-edges.ts';

describe('edges that live through a kill', () => {
  it('come back from a snapshot and the log, without a record that was cut short, and differences are seen', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tally-edges-'));
    try {
      const log = openLog(folder);
      append(log, 0, 300);
      const { store } = recovered(folder);
      saveSnapshot(folder, store, 300);
      append(log, 300, 50);
      truncateSync(join(folder, 'edges.log'), 12 * 350 - 5);
      // A snapshot that was being written is not looked at.
      writeFileSync(join(folder, 'edges.snapshot.next'), 'half');
      const after = recovered(folder);
      expect([after.edges, after.replayed]).toEqual([349, 49]);
      expect(differences(after.store, 349)).toBe(0);
      expect(differences(after.store, 350)).toBe(2);
      after.store.insert({ ...edgeOf(0), occurred: 99_999 });
      expect(differences(after.store, 349)).toBe(2);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
