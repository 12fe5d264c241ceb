import { performance } from 'node:perf_hooks';
import type { ProofOptions, ProofRow } from '../../row.ts';
import { HISTORY_END } from './fill-library.ts';
import { servingClient, type ServedItems } from './serving-client.ts';
import type { Serving } from './serving-server.ts';

const EVENTS = 200;
const TARGET_MS = 50;

/** Sends an event and reads the vector of its account until the event is in it. */
export async function visibleRow({ quick, seed }: ProofOptions, serving: Serving): Promise<ProofRow> {
  const client = servingClient(serving, `visible-${seed}`);
  const name = 'proof.searches';
  const definition = { entity: 'id_account', source: 'search.performed', aggregate: 'count' };
  const { version } = await client.call<{ version: string }>('PUT', `/v1/factor-definitions/${name}`, definition);
  await client.call('POST', `/v1/factor-definitions/${name}/stage`, { version, stage: 'served', why: 'proof' });
  const took: number[] = [];
  let reads = 0;
  for (let i = 0; i < (quick === true ? 50 : EVENTS); i++) {
    const identifiers = [{ kind: 'account', value: `visible-${i % 20}` }];
    const event = {
      ...{ kind: 'search.performed', source: 'proof', idempotencyKey: `visible-${seed}-${i}`, occurredAt: HISTORY_END },
      ...{ identifiers, data: { purpose: 'rent', amountMinor: 100, termMonths: 6 } },
    };
    const wanted = Math.floor(i / 20) + 1;
    const start = performance.now();
    await client.call('POST', '/v1/events', { events: [event] });
    for (;;) {
      reads++;
      const body = { names: [name], subjects: [{ identifiers }] };
      const { items } = await client.call<ServedItems>('POST', '/v1/factors/vectors', body);
      if ((items[0]?.values[0] ?? 0) >= wanted) break;
    }
    took.push(performance.now() - start);
  }
  client.close();
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? NaN;
  return {
    metric: 'event sent over HTTP -> in a served factor read over HTTP: p99',
    value: `${at(0.99).toFixed(1)} ms (p50 ${at(0.5).toFixed(1)}; fsync of the event included; ${reads} reads for ${took.length} events)`,
    target: `< ${TARGET_MS} ms`,
    pass: at(0.99) < TARGET_MS,
  };
}
