import { describe, expect, it } from 'vitest';
import { liveClosedLoop, type TruthRow } from '../index.ts';
import type { WorldEvent } from '../event.ts';

const events: WorldEvent[] = [];
const truth: TruthRow[] = [];
for (const lived of liveClosedLoop({ people: 9000, seed: 32, pack: 'default', months: 10, policy: 'accept-all' })) {
  events.push(...lived.events);
  truth.push(...lived.truth);
}

const idOf = (event: WorldEvent, kind: string): string =>
  event.identifiers.find((one) => one.kind === kind)?.value ?? '';
const personOf = new Map<string, TruthRow>();
const rowOf = new Map(truth.map((row) => [row.applicationId, row]));
for (const event of events) {
  const row = event.kind === 'application.submitted' ? rowOf.get(String(event.data['applicationId'])) : undefined;
  if (row !== undefined) personOf.set(idOf(event, 'account'), row);
}

/** Mean of a number over events, by the form of their shop. */
function meanBy(kind: string, form: 'shopForm' | 'shopLookAlike', read: (data: WorldEvent['data']) => number) {
  const sums = new Map<string, { sum: number; rows: number }>();
  for (const event of events) {
    const row = event.kind === kind ? personOf.get(idOf(event, 'account')) : undefined;
    if (row === undefined) continue;
    const held = sums.get(row[form]) ?? { sum: 0, rows: 0 };
    sums.set(row[form], { sum: held.sum + read(event.data), rows: held.rows + 1 });
  }
  return Object.fromEntries([...sums].map(([name, { sum, rows }]) => [name, sum / rows]));
}

describe('the books of the market', () => {
  it('are numbered apart: every other event has the key that it had without them', () => {
    const day = events[0]?.occurredAt ?? 0;
    const first = events.filter(
      ({ occurredAt }) => Math.floor(occurredAt / 86_400_000) === Math.floor(day / 86_400_000),
    );
    const places = first.map(({ idempotencyKey }) => idempotencyKey.split(':')[2] ?? '');
    const main = places.filter((place) => /^\d/.test(place));
    expect(main).toEqual(main.map((_, i) => String(i)));
    expect(new Set(events.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(events.length);
  });

  it('show sham turnover in the books where it is feigned, and less of the same with honest look-alikes', () => {
    const light = (data: WorldEvent['data']): number => (Number(data['parcelGrams']) < 80 ? 1 : 0);
    expect(meanBy('erp.order_recorded', 'shopForm', light)['brushed']).toBeGreaterThan(0.2);
    expect(meanBy('erp.order_recorded', 'shopForm', light)['']).toBeLessThan(0.1);
    const own = (data: WorldEvent['data']): number => Number(data['buyerSharesAddress']);
    expect(meanBy('invoice.issued', 'shopForm', own)['self-invoiced']).toBeGreaterThan(0.2);
    expect(meanBy('invoice.issued', 'shopLookAlike', own)['self-invoiced']).toBeLessThan(0.5);
    const round = (data: WorldEvent['data']): number =>
      Number(data['businessInMinor']) === 0 ? 0 : Number(data['roundTripMinor']) / Number(data['businessInMinor']);
    expect(meanBy('bank.flow_reported', 'shopForm', round)['circular']).toBeGreaterThan(0.2);
  });

  it('say of a loan no more than was known without them', () => {
    const last = new Map<string, number>();
    const groups = [0, 1].map(() => ({ expected: 0, variance: 0, defaults: 0 }));
    for (const event of events) {
      const account = idOf(event, 'account');
      if (event.kind === 'bank.flow_reported') last.set(account, Number(event.data['bounced']));
      const row = event.kind === 'application.submitted' ? rowOf.get(String(event.data['applicationId'])) : undefined;
      const bounced = last.get(account);
      if (row === undefined || bounced === undefined) continue;
      const group = groups[bounced > 0 ? 1 : 0];
      if (group === undefined) continue;
      const p = row.trueDefaultProbability;
      group.expected += p;
      group.variance += p * (1 - p);
      group.defaults += row.defaultsIfGranted;
    }
    for (const { expected, variance, defaults } of groups) {
      expect(expected).toBeGreaterThan(10);
      expect(Math.abs(defaults - expected) / Math.sqrt(variance)).toBeLessThan(3);
    }
  });
});
