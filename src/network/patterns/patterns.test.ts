import { describe, expect, it } from 'vitest';
import type { LinkEvent } from '../link-event.ts';
import { CaseBook } from './cases/case-book.ts';
import { detectPatterns } from './detect-patterns.ts';
import { startDetectorThread } from './detector-thread.ts';
import { evidenceCodes, evidenceWords } from './evidence-words.ts';
import type { FraudPattern, PatternFinding } from './pattern.ts';

const DAY = 86_400_000;

/** A small lender: events in any order, taken by time. */
class Story {
  private readonly events: LinkEvent[] = [];

  tell(source: string, day: number, fields: LinkEvent['fields'], lists: LinkEvent['lists'] = {}): this {
    const at = day * DAY;
    this.events.push({ source, occurred: at, recorded: at, position: this.events.length, fields, lists });
    return this;
  }

  /** An application with its papers; money comes two days later, and instalments are paid or not from day 32 on. */
  apply(person: number, day: number, looks: Looks): this {
    const id = `a-${person}-${day}`;
    const named = { person, id_application: id, application_id: id };
    const { device = `d-${person}`, network = `n-${person}`, cell = `c-${person}` } = looks;
    this.tell('session.started', day - 0.02, {
      person,
      id_device: device,
      network,
      cell,
      emulator: 0,
      rooted: 0,
      proxy: 0,
      timezone_matches: 1,
    });
    this.tell('phone.profiled', day - 0.01, { person, number_age_days: 900, calls30d: 150 });
    this.tell('bureau.reported', day - 0.01, {
      person,
      history_months: looks.historyMonths ?? 60,
      card_utilisation: looks.utilisation ?? 0.3,
    });
    this.tell(
      'application.referenced',
      day - 0.005,
      { ...named, card: looks.card ?? `k-${person}`, ...looks.papers },
      { emergency_contacts: looks.contacts ?? [`p-${person}-1`] },
    );
    this.tell('application.submitted', day, {
      ...{ ...named, amount_minor: looks.amount ?? 1_000_000, declared_income_minor: 600_000, cell },
      ...{
        id_phone: `1380000${1000 + 37 * person}`,
        id_device: device,
        form_duration_s: 300,
        form_idle_s: 20,
        form_pastes: 0,
      },
    });
    for (const { to, counterparty, share, from } of looks.moves ?? []) {
      const fields = {
        ...named,
        from_card: from ?? looks.card ?? `k-${person}`,
        counterparty,
        amount_minor: share * (looks.amount ?? 1_000_000),
      };
      this.tell('transfer.observed', day + 2.2, to === undefined ? fields : { ...fields, to_card: to });
    }
    if (looks.pays === undefined) return this;
    for (const due of [32, 62])
      this.tell(looks.pays ? 'payment.received' : 'payment.failed', day + due, { ...named, loan_id: `l-${id}` });
    return this;
  }

  until(day: number): CaseBook {
    const book = new CaseBook();
    for (const event of this.known(day)) book.take(event);
    return book;
  }

  known(day: number): LinkEvent[] {
    return this.events
      .filter(({ recorded }) => recorded <= day * DAY)
      .sort((a, b) => a.recorded - b.recorded || a.position - b.position);
  }
}

interface Looks {
  readonly device?: string;
  readonly network?: string;
  readonly cell?: string;
  readonly card?: string;
  readonly contacts?: readonly string[];
  readonly historyMonths?: number;
  readonly utilisation?: number;
  readonly amount?: number;
  readonly papers?: LinkEvent['fields'];
  readonly moves?: readonly { to?: string; counterparty: string; share: number; from?: string }[];
  readonly pays?: boolean;
}

/** Some hundred people like anybody, one in eight of whom does not pay. */
function market(): Story {
  const story = new Story();
  for (let person = 0; person < 240; person++) {
    const moves = [{ to: `m-${person % 30}`, counterparty: 'merchant', share: 0.5 }];
    story.apply(person, 3 + (person % 150), { pays: person % 8 !== 0, moves });
  }
  return story;
}

const of = (book: CaseBook, pattern: FraudPattern): PatternFinding[] => detectPatterns(book, { patterns: [pattern] });

const agency = (story: Story, fees: number, agent: boolean): Story => {
  for (let n = 0; n < 9; n++) {
    story.apply(1000 + n, 40 + 3 * n, {
      contacts: ['p-hub', `p-own-${n}`],
      ...(n % 2 === 0 ? { device: 'd-hub', network: 'n-hub' } : {}),
      moves: [{ to: 'k-fee', counterparty: 'person', share: fees }],
      ...(agent ? { papers: { agent: 'agent-7' } } : {}),
      pays: agent,
    });
  }
  return story;
};

describe('detectors of patterns', () => {
  it('find an agent by contact, desk, fee and outcome, and say why', () => {
    const found = of(agency(market(), 0.12, false).until(200), 'agent-hub');
    expect(found.map(({ entity }) => entity).toSorted()).toEqual(
      Array.from({ length: 9 }, (_, n) => `a-${1000 + n}-${40 + 3 * n}`).toSorted(),
    );
    const reasons = found[0]?.evidence.map(({ what }) => what) ?? [];
    expect(reasons).toContain('fees-out-of-loans');
    expect(reasons).toContain('group-went-bad');
    expect(found[0]?.evidence.find(({ what }) => what === 'fees-out-of-loans')?.with).toContain('k-fee');
  });

  it('leave a broker with papers and a small fee in peace, and people like anybody', () => {
    expect(of(agency(market(), 0.02, true).until(200), 'agent-hub')).toEqual([]);
    expect(detectPatterns(market().until(200))).toEqual([]);
  });

  it('see nothing that became known later', () => {
    const story = agency(market(), 0.12, false);
    const early = of(story.until(80), 'agent-hub');
    const late = of(story.until(200), 'agent-hub');
    expect(Math.max(...late.map(({ score }) => score))).toBeGreaterThan(
      Math.max(-20, ...early.map(({ score }) => score)),
    );
    for (const { at, evidence } of early) {
      expect(at).toBeLessThanOrEqual(80 * DAY);
      for (const { last } of evidence) expect(last).toBeLessThanOrEqual(80 * DAY);
    }
  });

  it('find mules whose cards are emptied in cash, not a landlord', () => {
    const cashOut = market();
    const rent = market();
    for (let n = 0; n < 8; n++) {
      const out = { to: 'k-mule', counterparty: 'person', share: 0.9 };
      cashOut.apply(2000 + n, 50 + n, {
        moves: [out, { from: 'k-mule', counterparty: 'cash', share: 0.88 }],
        pays: false,
      });
      rent.apply(2000 + n, 50 + n, {
        moves: [{ to: 'm-landlord', counterparty: 'merchant', share: 0.9 }],
        pays: n % 4 !== 0,
      });
    }
    expect(of(cashOut.until(200), 'mule-cash-out')).toHaveLength(8);
    expect(of(rent.until(200), 'mule-cash-out')).toEqual([]);
  });

  it('tell an account taken over from a customer with a new telephone', () => {
    const story = market();
    for (const person of [3000, 3001]) story.apply(person, 10, { amount: 300_000, pays: true });
    const change = (person: number, day: number, field: string): void =>
      void story.tell('account.changed', day, { person, field });
    for (const field of ['payout_card', 'password']) change(3000, 119.5, field);
    const out = [{ to: 'k-other', counterparty: 'person', share: 0.95 }];
    story.apply(3000, 120, {
      device: 'd-x',
      network: 'n-x',
      cell: 'c-x',
      card: 'k-x',
      amount: 1_500_000,
      moves: out,
      pays: false,
    });
    story.tell('session.started', 90, { person: 3001, id_device: 'd-y', network: 'n-y', cell: 'c-y' });
    story.apply(3001, 120, {
      device: 'd-y',
      network: 'n-y',
      cell: 'c-y',
      amount: 500_000,
      moves: [{ to: 'm-1', counterparty: 'merchant', share: 0.6 }],
      pays: true,
    });
    expect(of(story.until(200), 'account-takeover').map(({ entity }) => entity)).toEqual(['a-3000-120']);
  });

  it('follow people who turn out to be one', () => {
    const book = agency(market(), 0.12, false).until(200);
    const before = of(book, 'agent-hub');
    book.merge(1000, 1);
    expect(
      of(book, 'agent-hub')
        .map(({ entity }) => entity)
        .toSorted(),
    ).toEqual(before.map(({ entity }) => entity).toSorted());
  });

  it('have words for every reason, in English and Chinese', () => {
    const told = detectPatterns(agency(market(), 0.12, false).until(200), { minScore: -Infinity });
    for (const { evidence } of told) for (const { what } of evidence) expect(evidenceCodes).toContain(what);
    for (const what of evidenceCodes) {
      const { en, zh } = evidenceWords({ what, count: 3 });
      expect(en).not.toContain('{');
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('answer the same for the same events, also in a thread of their own', async () => {
    const story = agency(market(), 0.12, false);
    const book = story.until(200);
    expect(detectPatterns(book)).toEqual(detectPatterns(story.until(200)));
    const thread = startDetectorThread();
    try {
      await thread.tell(story.known(200).map((event) => ({ event })));
      expect(await thread.detect(book.latest)).toEqual(detectPatterns(book));
      book.merge(1000, 1);
      await thread.tell([{ from: 1000, into: 1 }]);
      expect(await thread.detect(book.latest)).toEqual(detectPatterns(book));
    } finally {
      await thread.close();
    }
    await expect(thread.detect(book.latest)).rejects.toMatchObject({ code: 'NETWORK_DETECTOR_GONE' });
  });
});
