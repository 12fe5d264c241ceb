import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createWorld, liveClosedLoop, patternRowsOf, restoreWorld, type PatternRow, type TruthRow } from '../index.ts';
import type { WorldEvent } from '../event.ts';
import { plantedPatterns } from './pattern.ts';

const isNew = new Set([
  'application.referenced',
  'transfer.observed',
  'account.changed',
  'company.reported',
  'trade.settled',
  'guarantee.given',
]);
const kinds = new Set([...isNew, 'application.submitted']);
const events: WorldEvent[] = [];
const truth: TruthRow[] = [];
for (const lived of liveClosedLoop({ people: 9000, seed: 4711, pack: 'hostile', months: 12, policy: 'accept-all' })) {
  events.push(...lived.events.filter(({ kind }) => kinds.has(kind)));
  truth.push(...lived.truth);
}
const rows: PatternRow[] = truth.flatMap(patternRowsOf);

describe('the planted patterns', () => {
  it('are eleven, each with honest look-alikes', () => {
    const forms = [...plantedPatterns, 'device-farm', 'loan-village', 'sim-farm'];
    for (const pattern of forms) {
      const ofPattern = rows.filter((row) => row.pattern === pattern && row.entityKind === 'application');
      const honest = ofPattern.filter(({ isLookAlike }) => isLookAlike).length;
      expect(ofPattern.length - honest, pattern).toBeGreaterThan(4);
      expect(honest, pattern).toBeGreaterThan(ofPattern.length - honest);
    }
    expect(new Set(rows.map(({ pattern }) => pattern))).toEqual(new Set(forms));
  });

  it('are named by ids that the events name', () => {
    const named = new Set(events.flatMap(({ data }) => [data['applicationId'], data['company']]));
    for (const { entity } of rows) expect(named.has(entity)).toBe(true);
  });

  it('default, and their look-alikes pay as others do', () => {
    const share = (honest: boolean): number => {
      const some = truth.filter((row) =>
        plantedPatterns.some((pattern) => pattern === (honest ? row.lookAlikeForm : row.fraudForm)),
      );
      return some.reduce((sum, row) => sum + row.defaultsIfGranted, 0) / some.length;
    };
    expect(share(false)).toBeGreaterThan(0.8);
    expect(share(true)).toBeLessThan(0.35);
  });

  it('change the bits of nothing else: their events are numbered apart', () => {
    const apart = events.filter(({ idempotencyKey }) => /:b\d+$/.test(idempotencyKey));
    for (const { kind, idempotencyKey } of events) {
      if (isNew.has(kind)) expect(idempotencyKey).toMatch(/:b\d+$/);
    }
    expect(apart.length).toBeGreaterThan(1000);
  });

  it('leave money within the loan, and a card that was paid', () => {
    const cards = new Set(
      events.filter(({ kind }) => kind === 'application.referenced').map(({ data }) => data['card']),
    );
    const first = events.filter(({ kind, data }) => kind === 'transfer.observed' && cards.has(data['fromCard']));
    expect(first.length).toBeGreaterThan(1000);
  });

  it('are restored amid a season bit for bit', () => {
    const options = { people: 4000, seed: 12, pack: 'hostile' } as const;
    const original = createWorld(options);
    for (let day = 0; day < 150; day++) original.step([]);
    const copy = restoreWorld(original.snapshot());
    const live = (world: typeof copy): string => {
      const hash = createHash('sha256');
      for (let day = 0; day < 60; day++) hash.update(JSON.stringify(world.step([]).events));
      return hash.digest('hex');
    };
    expect(live(copy)).toBe(live(original));
    expect(copy.truth.take()).toEqual(original.truth.take());
  });
});
