import { describe, expect, it } from 'vitest';
import { createConsentLedger, type ConsentEntry } from './consent.ts';

const said = (at: number, rest: Partial<ConsentEntry> = {}): ConsentEntry => ({
  ...{ entry: at, scope: 'bureau', granted: true, occurredAt: at, recordedAt: at, source: 'app' },
  ...rest,
});

describe('the consent ledger', () => {
  it('allows until withdrawn, from the next read on, and not before', () => {
    const ledger = createConsentLedger();
    ledger.record(1, said(10, { granted: false }));
    expect([9, 10].map((at) => ledger.allows(1, 'bureau', { at }))).toEqual([true, false]);
    expect(ledger.allows(1, 'contacts', { at: 99 })).toBe(true);
  });

  it('allows named purposes only, once purposes were named', () => {
    const ledger = createConsentLedger();
    ledger.record(1, said(10, { purposes: ['underwriting', 'fraud'] }));
    ledger.record(1, said(20, { purposes: ['fraud'], granted: false }));
    const at = (purpose: string, instant: number) => ledger.allows(1, 'bureau', { at: instant, purpose });
    expect([at('underwriting', 15), at('fraud', 15), at('marketing', 15), at('marketing', 5)]).toEqual([
      ...[true, true, false, true],
    ]);
    expect([at('underwriting', 25), at('fraud', 25)]).toEqual([true, false]);
  });

  it('ends a grant when it expires, without an event', () => {
    const ledger = createConsentLedger();
    ledger.record(1, said(10, { expiresAt: 50 }));
    expect([49, 50].map((at) => ledger.allows(1, 'bureau', { at }))).toEqual([true, false]);
    expect([ledger.nextExpiry(1, 20), ledger.nextExpiry(1, 50)]).toEqual([50, Infinity]);
  });

  it('follows people who turn out to be one, and one who turns out to be two', () => {
    const ledger = createConsentLedger();
    ledger.record(1, said(10, { granted: false }));
    ledger.record(2, said(20));
    ledger.merge(1, 2);
    expect([15, 25].map((at) => ledger.allows(2, 'bureau', { at }))).toEqual([false, true]);
    ledger.move(2, 1, new Set([20]));
    expect([ledger.allows(2, 'bureau', { at: 25 }), ledger.entries(1).length]).toEqual([false, 1]);
  });
});
