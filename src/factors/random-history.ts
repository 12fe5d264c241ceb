import { DAY_MS, createRng, type Rng } from '#base';
import type { Identifier, StoredEvent } from '#stream';
import type { RowMove } from './event-columns.ts';
import type { FactorEvent } from './event-field.ts';

/** Step of a random history: an event of a person, two persons becoming one, or some events turning out another's. */
export type HistoryStep =
  | { readonly kind: 'event'; readonly input: FactorEvent }
  | { readonly kind: 'move'; readonly move: RowMove }
  | MergeStep;

interface MergeStep {
  readonly kind: 'merge';
  readonly from: number;
  readonly into: number;
}

const PEOPLE = 8;

/** A seeded history of all kinds of event, late and out of order, for tests of engines against each other. */
export function randomHistory(seed: number, size: number): HistoryStep[] {
  const rng = createRng(seed);
  const into = Array.from({ length: PEOPLE }, (_, person) => person);
  const steps: HistoryStep[] = [];
  const owners: number[] = [];
  let recordedAt = 1_700_000_000_000;
  for (let offset = 0; offset < size; offset++) {
    recordedAt += rng.below(3) * rng.below(DAY_MS);
    const person = into[rng.below(PEOPLE)] ?? 0;
    const other = into[rng.below(PEOPLE)] ?? 0;
    if (rng.chance(0.02) && other !== person) {
      into.forEach((now, i) => {
        if (now === person) into[i] = other;
      });
      for (const [i, owner] of owners.entries()) if (owner === person) owners[i] = other;
      steps.push({ kind: 'merge', from: person, into: other });
    }
    if (rng.chance(0.02) && other !== person) {
      const offsets = new Set([...owners.keys()].filter((i) => owners[i] === person && rng.chance(0.4)));
      for (const i of offsets) owners[i] = other;
      steps.push({ kind: 'move', move: { from: person, into: other, offsets } });
    }
    const owner = into[person] ?? person;
    owners.push(owner);
    steps.push({ kind: 'event', input: { person: owner, event: randomEvent(rng, { offset, person, recordedAt }) } });
  }
  return steps;
}

interface Place {
  readonly offset: number;
  readonly person: number;
  readonly recordedAt: number;
}

function randomEvent(rng: Rng, { offset, person, recordedAt }: Place): StoredEvent {
  const identifiers: Identifier[] = [
    { kind: 'phone', token: `phone${person}` },
    { kind: 'device', token: `device${rng.below(4)}` },
    { kind: 'national_id', token: `id${person}` },
  ];
  const [kind, data] = randomBody(rng, offset);
  if (kind === 'application.submitted') identifiers.push({ kind: 'application', token: `a${offset}` });
  if (kind.startsWith('loan')) identifiers.push({ kind: 'loan', token: `l${rng.below(20)}` });
  const late = rng.chance(0.2) ? rng.below(40 * DAY_MS) : 0;
  return {
    tenant: 'main',
    kind,
    version: 1,
    source: 'test',
    idempotencyKey: String(offset),
    identifiers,
    partitionKey: '',
    partition: 0,
    offset,
    recordedAt,
    occurredAt: recordedAt - late,
    data,
  };
}

function randomBody(rng: Rng, offset: number): readonly [string, Readonly<Record<string, unknown>>] {
  const cell = `cell${rng.below(3)}`;
  const amountMinor = 1 + rng.below(1_000_000);
  switch (rng.below(10)) {
    case 0:
      return ['application.submitted', applicationBody(rng, { offset, cell, amountMinor })];
    case 1:
      return [
        'session.started',
        { proxy: rng.chance(0.3), durationS: rng.below(900), cell, network: `net${rng.below(3)}`, os: 'ios' },
      ];
    case 2:
      return [
        'contacts.synced',
        { total: rng.below(90), contacts: Array.from({ length: rng.below(6) }, () => `phone${rng.below(12)}`) },
      ];
    case 3:
      return ['loan.delinquent', { dpd: rng.below(90), cell }];
    case 4:
      return ['payment.received', { amountMinor }];
    case 5:
      return ['lender.enquired', { lender: `lender${rng.below(4)}`, amountMinor }];
    case 6:
      return ['application.decided', { outcome: rng.chance(0.5) ? 'declined' : 'approved' }];
    case 7:
      return ['account.registered', { channel: 'feed', phoneBlock: `block${rng.below(3)}` }];
    case 8:
      return ['phone.profiled', phoneBody(rng)];
    default:
      return [
        'bureau.reported',
        { monthlyDebtMinor: amountMinor, cardUtilisation: rng.uniform(), openLoans: rng.below(9) },
      ];
  }
}

function phoneBody(rng: Rng): Readonly<Record<string, unknown>> {
  const calls30d = rng.below(90);
  const phoneBlock = `block${rng.below(3)}`;
  const usage = { calls30d, distinctContacts30d: rng.below(calls30d + 1), incomingShare: rng.uniform() };
  return { phoneBlock, numberAgeDays: rng.below(900), ...usage };
}

function applicationBody(
  rng: Rng,
  { offset, cell, amountMinor }: { offset: number; cell: string; amountMinor: number },
) {
  return {
    applicationId: `a${offset}`,
    amountMinor,
    termMonths: 1 + rng.below(12),
    declaredIncomeMinor: rng.below(3) * amountMinor,
    employment: rng.chance(0.5) ? 'salaried' : 'something else',
    cell,
    phoneBlock: `block${rng.below(3)}`,
    form: { durationS: rng.below(600), edits: rng.below(9), idleS: rng.below(200), pastes: rng.below(4) },
  };
}
