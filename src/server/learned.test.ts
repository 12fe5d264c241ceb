import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, dayOfInstant } from '#base';
import type { InboundEvent } from '#stream';
import { MAIN_TENANT } from './platform/open-platform.ts';
import { call, type Answer } from './testing/client.ts';
import { startInstallation, type Installation } from './testing/installation.ts';
import { applicationOf } from './testing/requests.ts';

let home: Installation;
let person = 0;
let lived = 0;

const tenant = () => home.platform.tenant(MAIN_TENANT);
const get = (path: string): Promise<Answer> => call(home.url, `GET ${path}`, { key: home.admin });
const post = (path: string, body: unknown): Promise<Answer> =>
  call(home.url, `POST ${path}`, { key: home.admin, body });
const items = <T>({ body }: Answer): T[] => body['items'] as unknown as T[];

interface Finding {
  readonly pattern: string;
  readonly score: number;
  readonly text: { readonly zh: string };
  readonly members: readonly string[];
  readonly evidence: readonly { readonly text: { readonly en: string; readonly zh: string } }[];
}

/** Somebody applies on a device of a gang, or on one that he shares with his family. */
function application(id: string, gang: number | undefined): InboundEvent {
  const device = gang === undefined ? `family-${Math.floor(person / 3)}` : `gang-${gang}`;
  const { identifiers, ...data } = applicationOf(person++);
  const own = (identifiers as { kind: string; value: string }[]).filter(({ kind }) => kind !== 'device');
  const sent = [...own, { kind: 'device', value: device }] as InboundEvent['identifiers'];
  const head = { kind: 'application.submitted', version: 1, source: 'test', idempotencyKey: id };
  return { ...head, occurredAt: home.clock.now(), identifiers: sent, data: { ...data, applicationId: id } };
}

/** What an investigation found. */
function verdict(applicationId: string, isFraud: boolean): InboundEvent {
  return {
    ...{ kind: isFraud ? 'fraud.confirmed' : 'fraud.cleared', version: 1, source: 'test' },
    ...{ idempotencyKey: `verdict-${applicationId}`, occurredAt: home.clock.now() },
    identifiers: [{ kind: 'application', value: applicationId }],
    data: isFraud ? { applicationId, form: 'device-farm' } : { applicationId },
  };
}

const gangOf = (day: number): number => Math.floor(day / 14);

/** Days with three honest applicants and one of a gang each, judged on the next day; a gang works for a fortnight. */
async function live(days: number): Promise<void> {
  const { engine } = tenant();
  let verdicts: InboundEvent[] = [];
  for (const until = lived + days; lived < until; lived++) {
    const today = [0, 1, 2, 3].map((n) => application(`a-${lived}-${n}`, n === 0 ? gangOf(lived) : undefined));
    await engine.ingest([...verdicts, ...today]);
    home.clock.advance(DAY_MS);
    verdicts = [0, 1, 2, 3].map((n) => verdict(`a-${lived}-${n}`, n === 0));
  }
  await engine.ingest(verdicts);
  await engine.closeDays(dayOfInstant(home.clock.now()) - 1);
}

beforeAll(async () => {
  home = await startInstallation();
  await live(20);
}, 60_000);
afterAll(() => home.remove());

describe('the model that learns from verdicts', () => {
  const train = async (): Promise<Answer> => {
    const { body } = await post('/v1/training-jobs', { purpose: 'fraud-network', why: 'a test', intent: 'challenge' });
    await tenant().retraining.train();
    return await get(`/v1/training-jobs/${String(body['id'])}`);
  };

  it('is not made of too few verdicts, and that is said', async () => {
    const job = await train();
    expect(job.body).toMatchObject({ state: 'done', modelId: null, label: 'fraud-verdict' });
    expect(String(job.body['note'])).toContain('evidence too thin');
    expect((await post('/v1/network/findings', {})).status).toBe(200);
    expect((await get('/v1/network/findings')).body['learned']).toBeNull();
  });

  it('learns from applications as they were, and becomes a shadow that no decision asks', async () => {
    await live(70);
    // Nobody asks for it: the nightly monitoring does when enough is known.
    await tenant().retraining.tick();
    await tenant().retraining.train();
    const [job] = items<object>(await get('/v1/training-jobs?purpose=fraud-network'));
    const why = '90 applications judged to be fraud';
    expect(job).toMatchObject({ state: 'done', modelId: 'fraud-network-1', createdBy: 'monitoring', why });
    const { body } = await get('/v1/models/fraud-network-1');
    expect(body).toMatchObject({ stage: 'shadow', training: { rows: 360, events: 90 } });
    const report = body['report'] as unknown as { auc: number; features: { name: string; text: { zh: string } }[] };
    expect(report.auc).toBeGreaterThan(0.8);
    expect(report.features[0]?.name).toMatch(/^graph\./);
    expect(report.features[0]?.text.zh).not.toBe(report.features[0]?.name);
    const scored = await post('/v1/models/scores', { ids: ['fraud-network-1'], values: {} });
    expect(scored.body).toMatchObject({ code: 'SCORES_OTHER_ROWS' });
  });

  it('tells of new applicants who are like those confirmed, with reasons in words', async () => {
    const applications = [application('new-gang', gangOf(lived - 1)), application('new-honest', undefined)];
    await tenant().engine.ingest(applications);
    home.clock.advance(DAY_MS);
    await post('/v1/network/findings', {});
    const found = await get('/v1/network/findings?pattern=learned');
    expect(found.body['learned']).toMatchObject({ modelId: 'fraud-network-1', leftOut: 0 });
    const all = items<Finding>(found);
    const gang = all.find(({ members }) => members.includes('application:new-gang'));
    expect(gang?.score).toBeGreaterThan(0.5);
    expect(gang?.text.zh).toBe('与已核实欺诈相似');
    expect(gang?.members[0]).toMatch(/^person:/);
    expect(gang?.evidence[0]?.text.en).toMatch(/: [\d.]+$/);
    expect(all.some(({ members }) => members.includes('application:new-honest'))).toBe(false);
    // What was judged needs no finding any more.
    expect(all.some(({ members }) => members.some((member) => member.startsWith('application:a-')))).toBe(false);
    await home.restart();
    await post('/v1/network/findings', {});
    expect(items<Finding>(await get('/v1/network/findings?pattern=learned'))).toEqual(all);
    await tenant().engine.ingest([verdict('new-gang', false)]);
    await post('/v1/network/findings', {});
    const after = items<Finding>(await get('/v1/network/findings?pattern=learned'));
    expect(after.some(({ members }) => members.includes('application:new-gang'))).toBe(false);
  });

  it('is monitored on its own vectors: drift at once, outcomes when good can be known as well as bad', async () => {
    await live(25);
    await tenant().retraining.tick();
    const { body } = await get('/v1/models/fraud-network-1/monitoring');
    const windows = body['items'] as unknown as { rows: number; scorePsi: number }[];
    expect(windows.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(50);
    expect(windows[0]?.scorePsi).toEqual(expect.any(Number));
    expect(windows[0]).toMatchObject({ labelled: 0, factors: expect.any(Array) });
  });
});
