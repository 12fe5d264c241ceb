import { performance } from 'node:perf_hooks';
import { createRng, type Rng } from '#base';
import { createConsentLedger, createPeople, type Condition, type People } from '#identity';
import type { StoredEvent } from '#stream';
import type { ProofPart, ProofRow } from '../row.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const SEGMENTS = 100;
const QUESTIONS = 20_000;
const KINDS = [
  'session.started',
  'search.performed',
  'ad.clicked',
  'account.registered',
  'application.submitted',
] as const;

/** Tags and segments after an event and by the passing of time, at a million persons. */
export const liveSegmentsProof: ProofPart = {
  name: 'live-segments',
  run: async ({ seed, quick, note }) => {
    const persons = quick === true ? 100_000 : 1_000_000;
    const rng = createRng(seed);
    note(`living 4 events each of ${persons} persons`);
    const consents = createConsentLedger();
    const people = createPeople({ consents: () => consents });
    const clock = { offset: 0, at: START };
    for (let n = 0; n < persons * 4; n++) people.ingest(randomEvent(rng, clock, 45_000_000_000 / persons), n % persons);
    const sample = Array.from({ length: 100_000 }, () => randomEvent(rng, clock, 200));
    const filling = performance.now();
    for (const event of sample) people.ingest(event, event.offset % persons);
    const perEvent = ((performance.now() - filling) * 1000) / sample.length;
    note('comparing customers, defining 100 segments');
    people.refresh(clock.at);
    const defining = performance.now();
    for (let n = 0; n < SEGMENTS; n++) define(people, n, clock.at);
    const perSegment = (performance.now() - defining) / SEGMENTS;
    const { bytes } = people.stats();
    return [
      await eventRow(people, { rng, clock, persons }),
      timeRow(people, clock.at, persons),
      information(`bytes a person with 4 events, ${SEGMENTS} segments`, `${Math.round(bytes / persons)}`),
      information(
        'an event without segments; a new segment over everybody',
        `${perEvent.toFixed(2)} us; ${perSegment.toFixed(0)} ms`,
      ),
    ];
  },
};

interface Clock {
  offset: number;
  at: number;
}

function randomEvent(rng: Rng, clock: Clock, stepMs: number): StoredEvent {
  clock.at += Math.floor(rng.uniform() * stepMs);
  const kind = rng.chance(0.1) ? 'loan.disbursed' : (KINDS[rng.below(KINDS.length)] ?? '');
  return {
    ...{ tenant: 'main', kind, version: 1, source: 'proof', idempotencyKey: '', identifiers: [], partitionKey: '' },
    ...{ partition: 0, offset: clock.offset++, occurredAt: clock.at, recordedAt: clock.at },
    data: kind === 'loan.disbursed' ? { principalMinor: 100_000 + rng.below(900_000) } : {},
  };
}

function define(people: People, n: number, now: number): void {
  const shapes: Condition[] = [
    { and: [{ tag: ['active', 'reactivated'] }, { dimension: 'search', atLeast: 0.1 + n / 50 }] },
    { or: [{ tag: ['dormant'] }, { since: 'last', withinDays: 1 + n }] },
    { and: [{ dimension: 'click', atLeast: 0.05 + n / 100 }, { not: { count: 'loans', atLeast: 1 + (n % 3) } }] },
    {
      and: [
        { rfm: 'recency', atLeast: 1 + (n % 5) },
        { consent: 'marketing', purpose: 'marketing' },
      ],
    },
    {
      and: [
        { dimension: 'view', atLeast: 0.02 * (n + 1) },
        { dimension: 'application', atLeast: 0.3 },
      ],
    },
  ];
  const condition = shapes[n % shapes.length] as Condition;
  const segmentId = `s${n}`;
  people.define(
    { segmentId, version: 1, name: segmentId, condition, slot: n, at: now, actor: 'proof', retired: false },
    now,
  );
}

async function eventRow(
  people: People,
  { rng, clock, persons }: { readonly rng: Rng; readonly clock: Clock; readonly persons: number },
): Promise<ProofRow> {
  const times = new Float64Array(QUESTIONS);
  let moved = 0;
  for (let n = 0; n < QUESTIONS; n++) {
    const event = randomEvent(rng, clock, 200);
    const person = rng.below(persons);
    const start = performance.now();
    people.ingest(event, person);
    const transitions = people.drain();
    times[n] = performance.now() - start;
    moved += transitions.length;
  }
  times.sort();
  const at = (share: number): string => (times[Math.floor(share * QUESTIONS)] as number).toFixed(3);
  return {
    metric: `event -> tag and ${SEGMENTS} segments of the person, among ${persons}: p99`,
    value: `${at(0.99)} ms (p50 ${at(0.5)}, worst ${at(0.9999)}; ${moved} entered or left)`,
    target: '< 1000 ms',
    pass: Number(at(0.99)) < 1000,
  };
}

/** How long a turn of the keeper takes that has to look at all whom a second of the installation's time concerns. */
function timeRow(people: People, now: number, persons: number): ProofRow {
  const delays: number[] = [];
  let looked = 0;
  people.passTime(now, Infinity);
  for (let turn = 1; turn <= 2000; turn++) {
    const start = performance.now();
    while (people.isDue(now + turn * 250)) looked += people.passTime(now + turn * 250, 500);
    people.drain();
    delays.push(250 + performance.now() - start);
  }
  delays.sort((a, b) => a - b);
  const burst = performance.now();
  const due = people.passTime(now + 2 * DAY, Infinity);
  const seconds = (performance.now() - burst) / 1000;
  const worst = delays.at(-1) ?? 0;
  return {
    metric: `time passes -> tag and segments of whom it concerns, among ${persons}: worst delay`,
    value: `${worst.toFixed(0)} ms (turns of 250 ms, ${(looked / 500).toFixed(0)} persons a second; two days at once: ${due} persons in ${seconds.toFixed(1)} s)`,
    target: '< 1000 ms',
    pass: worst < 1000,
  };
}

function information(metric: string, value: string): ProofRow {
  return { metric, value, target: '-', pass: undefined };
}
