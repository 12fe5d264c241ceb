import { join } from 'node:path';
import { addMonths, type Day } from '#base';
import { writeTable } from '#table';
import { attainableTally, type AttainableFigures } from './attainable-tally.ts';
import type { LoopDay } from './closed-loop.ts';
import { openEventTables } from './event-tables.ts';
import { decisionColumns, loanColumns, patternColumns, truthColumns } from './export-columns.ts';
import type { BookedLoan } from './loan-book.ts';
import { patternRowsOf } from './patterns-truth.ts';
import { createTableBuilder, type TableBuilder } from './table-builder.ts';

/** An outcome is final this long after disbursement: three calendar months and 30 days. */
const MATURED_MONTHS = 3;
const MATURED_DAYS = 30;

/** Takes the days of a run and writes them as tables. */
export interface ExportSink {
  readonly byKind: ReadonlyMap<string, number>;
  readonly applications: number;
  add(lived: LoopDay): void;
  /** Writes the events of the month that `day` ends. */
  flush(day: Day): Promise<void>;
  /** Writes truth, decisions and loans. */
  finish(day: Day): Promise<void>;
  attainable(): AttainableFigures;
}

export function openExportSink(out: string): ExportSink {
  const events = openEventTables(join(out, 'events'));
  const tables = { truth: createTableBuilder(truthColumns), decisions: createTableBuilder(decisionColumns) };
  const patterns = createTableBuilder(patternColumns);
  const loans: BookedLoan[] = [];
  const tally = attainableTally();
  const byKind = new Map<string, number>();
  return {
    byKind,
    get applications() {
      return tables.truth.rows;
    },
    attainable: () => tally.figures(),
    flush: (day) => events.flush(day),
    add(lived) {
      for (const event of lived.events) {
        events.add(event);
        byKind.set(event.kind, (byKind.get(event.kind) ?? 0) + 1);
      }
      for (const row of lived.truth) {
        tables.truth.add(row);
        for (const one of patternRowsOf(row)) patterns.add(one);
        tally.add(row);
      }
      addDecisions(tables.decisions, lived);
      // The schedule is the bulk of a loan and no longer needed.
      for (const loan of lived.loans) loans.push({ ...loan, schedule: [] });
    },
    async finish(day) {
      await writeTable(tables.truth.take(), join(out, 'truth.parquet'));
      await writeTable(patterns.take(), join(out, 'patterns.parquet'));
      await writeTable(tables.decisions.take(), join(out, 'decisions.parquet'));
      await writeTable(loanTable(loans, day).take(), join(out, 'loans.parquet'));
    },
  };
}

function addDecisions(table: TableBuilder, { answers, day }: LoopDay): void {
  for (const answer of answers) {
    if (answer.kind === 'decided') table.add({ ...answer, day, approved: answer.outcome === 'approved' });
  }
}

function loanTable(loans: readonly BookedLoan[], day: Day): TableBuilder {
  const table = createTableBuilder(loanColumns);
  for (const loan of loans) {
    table.add({ ...loan, matured: addMonths(loan.disbursedDay, MATURED_MONTHS) + MATURED_DAYS <= day });
  }
  return table;
}
