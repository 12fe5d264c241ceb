import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#base';
import { allocatePayment } from './allocate.ts';
import { daysPastDue, outstandingMinor, type Loan } from './loan.ts';
import { equalInstalments } from './schedule.ts';

const disbursedDay = parseDay('2025-01-31');
const terms = fc.record({
  principalMinor: fc.bigInt({ min: 100n, max: 10_000_000_000n }),
  aprBps: fc.integer({ min: 0, max: 3600 }),
  termMonths: fc.integer({ min: 1, max: 60 }),
});

function loanOf(schedule: ReturnType<typeof equalInstalments>): Loan {
  const instalments = schedule.map((item) => ({
    number: item.number,
    dueDay: item.dueDay,
    principalMinor: Number(item.principalMinor),
    interestMinor: Number(item.interestMinor),
    paidPrincipalMinor: 0,
    paidInterestMinor: 0,
  }));
  return { instalments, receivedMinor: 0 } as unknown as Loan;
}

describe('an equal-instalment schedule', () => {
  it('gives the textbook figures: 10,000.00 at 12 % over 12 months is 888.49 a month', () => {
    const schedule = equalInstalments({ principalMinor: 1_000_000n, aprBps: 1200, termMonths: 12, disbursedDay });
    const amounts = schedule.map((item) => Number(item.principalMinor + item.interestMinor));
    expect(amounts.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 88_849));
    expect(amounts[11]).toBe(88_847);
    expect(schedule[0]?.dueDay).toBe(parseDay('2025-02-28'));
    expect(schedule[1]?.dueDay).toBe(parseDay('2025-03-31'));
  });

  it('repays the principal exactly and never has a negative part', () => {
    fc.assert(
      fc.property(terms, (values) => {
        const schedule = equalInstalments({ ...values, disbursedDay });
        expect(schedule.reduce((sum, item) => sum + item.principalMinor, 0n)).toBe(values.principalMinor);
        expect(schedule.every((item) => item.principalMinor >= 0n && item.interestMinor >= 0n)).toBe(true);
      }),
    );
  });
});

describe('a payment', () => {
  it('is spent to the last cent, oldest instalment first, interest before principal', () => {
    fc.assert(
      fc.property(terms, fc.array(fc.integer({ min: 1, max: 50_000_000 }), { maxLength: 20 }), (values, amounts) => {
        const loan = loanOf(equalInstalments({ ...values, disbursedDay }));
        for (const amount of amounts) {
          const { interestMinor, principalMinor, excessMinor } = allocatePayment(loan, amount);
          expect(interestMinor + principalMinor + excessMinor).toBe(amount);
        }
        const open = loan.instalments.findIndex((item) => item.paidPrincipalMinor < item.principalMinor);
        expect(loan.instalments.slice(open + 1).every((item) => item.paidPrincipalMinor === 0) || open < 0).toBe(true);
        const repaid = loan.instalments.reduce((sum, item) => sum + item.paidPrincipalMinor, 0);
        expect(outstandingMinor(loan) + repaid).toBe(Number(values.principalMinor));
      }),
    );
  });
});

describe('days past due', () => {
  it('are one at the close of the due day and zero once paid', () => {
    const loan = loanOf(equalInstalments({ principalMinor: 120_000n, aprBps: 0, termMonths: 12, disbursedDay }));
    const due = parseDay('2025-02-28');
    expect([daysPastDue(loan, due - 1), daysPastDue(loan, due), daysPastDue(loan, due + 29)]).toEqual([0, 1, 30]);
    allocatePayment(loan, 10_000);
    expect(daysPastDue(loan, due + 5)).toBe(0);
  });
});
