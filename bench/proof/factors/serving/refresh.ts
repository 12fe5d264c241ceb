import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createRng } from '#base';
import type { ProofOptions, ProofRow } from '../../row.ts';
import { HISTORY_END } from './fill-library.ts';
import { servingClient, type ServedItems, type ServingClient } from './serving-client.ts';
import type { Serving } from './serving-server.ts';

const FACTORS = 40;
const READERS = 20;
const TARGET_S = 3;
const SET = 'proof-refresh';
const AGGREGATES = [
  'count',
  'sum',
  'mean',
  'max',
  'min',
  'last',
  'distinct',
  'active_days',
  'median',
  'days_since_first',
];
const WINDOWS = ['1d', '7d', '30d', '365d'];

/** One input of everybody changes: how long until every served factor that depends on it is right for anybody. */
export async function refreshRows({ seed }: ProofOptions, serving: Serving): Promise<ProofRow[]> {
  const client = servingClient(serving, `refresh-${seed}`);
  const rng = createRng(seed).fork('refresh');
  const people = readFileSync(serving.ids, 'utf8').split('\n');
  const subjects = Array.from({ length: READERS }, () => ({ personId: people[rng.below(people.length)] }));
  const read = async (): Promise<string[]> => {
    const { items } = await client.call<ServedItems>('POST', '/v1/factors/vectors', { set: SET, subjects });
    return items.map(({ values }) => JSON.stringify(values));
  };
  await publish(client, { of: 'calculator.used', factor: 1 });
  await client.call('PUT', `/v1/factor-sets/${SET}`, {
    names: Array.from({ length: FACTORS }, (_, i) => `proof.all.${i}`),
  });
  await client.call('POST', '/v1/events', { events: [figure(seed, 1, 100)] });
  const before = await read();
  const news = performance.now();
  await client.call('POST', '/v1/events', { events: [figure(seed, 2, 900)] });
  const after = await read();
  const eventMs = performance.now() - news;
  const isSeen = after.every((vector, i) => vector !== before[i] && vector === after[0]);
  const change = performance.now();
  await publish(client, { of: 'calculator.used', factor: 2 });
  const replaced = await read();
  const versionMs = performance.now() - change;
  const isReplaced = replaced.every((vector, i) => vector !== after[i]);
  client.close();
  const row = (what: string, ms: number, isRight: boolean): ProofRow => ({
    metric: `whole-network refresh: ${what} -> ${FACTORS} dependent factors of any of ${people.length.toLocaleString('en')} people`,
    value: `${(ms / 1000).toFixed(3)} s, ${isRight ? 'right' : 'wrong'} in ${READERS} of ${READERS} people drawn`,
    target: `< ${TARGET_S} s`,
    pass: isRight && ms < 1000 * TARGET_S,
  });
  return [
    row('a figure that concerns all is reported', eventMs, isSeen),
    row(`a new version of ${FACTORS} factors is defined and served`, versionMs, isReplaced),
  ];
}

/** Defines and serves forty factors about what everyone sees. */
async function publish(client: ServingClient, { of, factor }: { readonly of: string; readonly factor: number }) {
  for (let i = 0; i < FACTORS; i++) {
    const aggregate = AGGREGATES[i % AGGREGATES.length] as string;
    const amount = { op: '*', of: ['amount_minor', factor] };
    const value = ['distinct', 'last'].includes(aggregate) && factor === 1 ? 'amount_minor' : amount;
    const definition = {
      entity: 'everyone',
      source: of,
      value,
      aggregate,
      window: WINDOWS[Math.floor(i / AGGREGATES.length)],
    };
    const name = `proof.all.${i}`;
    const { version } = await client.call<{ version: string }>('PUT', `/v1/factor-definitions/${name}`, definition);
    await client.call('POST', `/v1/factor-definitions/${name}/stage`, { version, stage: 'served', why: 'proof' });
  }
}

function figure(seed: number, serial: number, amountMinor: number): object {
  const data = { amountMinor, termMonths: 6, instalmentMinor: 1, changes: 1 };
  const about = { kind: 'calculator.used', source: 'proof', idempotencyKey: `figure-${seed}-${serial}` };
  return { ...about, occurredAt: HISTORY_END + serial, identifiers: [{ kind: 'account', value: 'market' }], data };
}
