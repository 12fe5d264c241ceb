import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equalInstalments } from './instalments.ts';

it('pays back the principal with level instalments', () => {
  const terms = fc.record({
    amountMinor: fc.integer({ min: 100_000, max: 5_000_000 }),
    termMonths: fc.constantFrom(3, 6, 9, 12),
    aprBps: fc.integer({ min: 0, max: 3600 }),
    disbursedDay: fc.integer({ min: 18_000, max: 22_000 }),
  });
  fc.assert(
    fc.property(terms, (loan) => {
      const schedule = equalInstalments(loan);
      const amounts = schedule.map((instalment) => instalment.amountMinor);
      const total = amounts.reduce((sum, amount) => sum + amount, 0);
      expect(schedule).toHaveLength(loan.termMonths);
      expect(total).toBeGreaterThanOrEqual(loan.amountMinor);
      expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThanOrEqual(loan.termMonths);
      for (let k = 1; k < schedule.length; k++) {
        const gap = (schedule[k]?.dueDay ?? 0) - (schedule[k - 1]?.dueDay ?? 0);
        expect(gap).toBeGreaterThanOrEqual(27);
        expect(gap).toBeLessThanOrEqual(31);
      }
    }),
  );
});
