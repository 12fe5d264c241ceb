import type { Tenant } from '#server';
import type { HistoryFigures } from '../market/history-bar.ts';

/** Figures for the progress bar, from memory: asking the store every simulated day would slow the days down. */
export function historyFigures(tenant: () => Tenant): { read(): HistoryFigures } {
  return {
    read() {
      const { engine } = tenant();
      const { applications, approved } = engine.totals;
      let late = 0;
      for (const loan of engine.ports.book.open()) if (loan.dpd > 0) late++;
      return { applications, approved, overdueShare: engine.ports.book.size === 0 ? 0 : late / engine.ports.book.size };
    },
  };
}
