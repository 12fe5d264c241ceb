import { TallyError } from '#base';
import { createUnit, forTenant, type Database, type UnitPart } from '#store';
import { tapeLoanTable, tapeTable } from './tables.ts';
import type { TapeLoan, TapeSummary } from './tape.ts';

/** Where tapes are kept: the store itself, or a server that has it open. */
export interface TapeBook {
  find(tape: string): Promise<TapeSummary | undefined>;
  list(): Promise<TapeSummary[]>;
  /** Stores loans of a tape; storing them again changes nothing. */
  write(tape: string, loans: readonly TapeLoan[]): Promise<void>;
  /** @throws TallyError `LEND_TAPE_INCOMPLETE` when not every loan was stored. */
  finish(summary: TapeSummary): Promise<void>;
}

/** The tapes of a tenant in the store. `also` is committed together with a batch or summary. */
export function openTapeBook(db: Database, tenant: string, also: () => UnitPart = () => ({ writes: [] })): TapeBook {
  const read = forTenant(db, tenant);
  return {
    async find(tape) {
      const rows = await read.query<SummaryRow>(`${SELECT} and tape_id = $2`, [tape]);
      return rows.map(summaryOf)[0];
    },
    async list() {
      return (await read.query<SummaryRow>(`${SELECT} order by imported_at, tape_id`)).map(summaryOf);
    },
    async write(tape, loans) {
      await db.write(
        createUnit(tenant)
          .upsert(
            tapeLoanTable,
            loans.map((loan) => loanRow(tape, loan)),
          )
          .add(also()),
      );
    },
    async finish(summary) {
      const [stored] = await read.query<{ rows: number }>(
        'select count(*)::int4 as rows from tape_loan where tenant = $1 and tape_id = $2',
        [summary.tape],
      );
      if (stored?.rows !== summary.rows) throw incomplete(summary, stored?.rows ?? 0);
      await db.write(
        createUnit(tenant)
          .upsert(tapeTable, [summaryRow(summary)])
          .add(also()),
      );
    },
  };
}

const SELECT = `select tape_id, name, mapping, rows, good, bad, unknown, rejected, details, imported_at
  from tape where tenant = $1`;

interface SummaryRow extends Pick<TapeSummary, 'name' | 'mapping' | 'rows' | 'good' | 'bad' | 'unknown' | 'rejected'> {
  readonly tape_id: string;
  readonly details: Pick<TapeSummary, 'known' | 'monthOnly' | 'undocumented' | 'dropped'>;
  readonly imported_at: number;
}

function summaryOf({ tape_id, details, imported_at, ...counts }: SummaryRow): TapeSummary {
  return { tape: tape_id, ...counts, ...details, importedAt: imported_at };
}

function summaryRow({ tape, importedAt, known, monthOnly, undocumented, dropped, ...counts }: TapeSummary) {
  return { tape_id: tape, ...counts, details: { known, monthOnly, undocumented, dropped }, imported_at: importedAt };
}

function loanRow(tape: string, loan: TapeLoan) {
  return {
    tape_id: tape,
    row_no: loan.row,
    application_ref: loan.applicationRef,
    product: loan.product,
    currency: loan.currency,
    amount_minor: loan.amountMinor,
    term_months: loan.termMonths,
    apr_bps: loan.aprBps,
    applied_on: loan.appliedOn,
    disbursed_on: loan.disbursedOn,
    bad_on: loan.badOn,
    outstanding_minor: loan.outstandingMinor,
    status: loan.status,
    outcome: loan.outcome,
  };
}

function incomplete({ tape, rows }: TapeSummary, stored: number): TallyError {
  return new TallyError('LEND_TAPE_INCOMPLETE', `${tape} has ${stored} of its ${rows} loans in the store`, {
    hint: 'send every loan before the summary; importing the file again stores what is missing',
    status: 409,
  });
}
