import { civilFromDay, daysInMonth, monthOfDay, type Day } from '#base';
import { rowWrite, type Row, type UnitBuilder } from '#store';
import type { EventDraft } from './effects.ts';
import { loanState } from './loan-rows.ts';
import { daysPastDue, openOf, outstandingMinor, overdueMinor, type Loan } from './loan.ts';
import type { LendPorts } from './ports.ts';
import { chargeOffBooking } from './postings.ts';
import { dayCloseTable, loanMonthTable, loanTable } from './tables.ts';

/** Days past due at which a loan is news. */
const MILESTONES: readonly number[] = [1, 30, 60, 90];

/** Days past due at which a loan is written off. */
export const CHARGE_OFF_DPD = 120;

export interface DayClose {
  readonly day: Day;
  readonly unit: UnitBuilder;
  emit(draft: EventDraft): void;
}

/**
 * Closes a day: days past due of what is unpaid, milestones as events, charge-offs, and at the end of a month a
 * snapshot of every loan. Touches only loans with something due, so the cost does not grow with the book.
 */
export function closeDay(ports: LendPorts, close: DayClose): void {
  const { day, unit } = close;
  const due = ports.book.dueOn(day).filter((loan) => loan.instalments.some((item) => item.dueDay === day));
  const unpaid = due.filter((loan) => loan.instalments.some((item) => item.dueDay <= day && openOf(item) > 0));
  ports.metrics.add(day, 'instalments_due', due.length);
  ports.metrics.add(day, 'instalments_unpaid', unpaid.filter((loan) => loan.dpd === 0).length);
  const changed = ports.book.dueBy(day).filter((loan) => passesMilestone(ports, close, loan));
  for (const loan of changed) {
    const closed = loan.status === 'charged_off' ? { closed_day: day } : { closed_day: null };
    unit.update(loanTable, [{ ...loanState(loan), ...closed }]);
  }
  if (civilFromDay(day).day === daysInMonth(civilFromDay(day).year, civilFromDay(day).month))
    snapshotMonth(ports, close, changed);
  for (const loan of changed) if (loan.status === 'charged_off') ports.book.remove(loan.loanId);
  unit.upsert(dayCloseTable, [{ name: 'lend', day }]);
}

/** Moves a loan's days past due to the close of the day; true when that is worth a row, at a milestone or charge-off. */
function passesMilestone(ports: LendPorts, { day, unit, emit }: DayClose, loan: Loan): boolean {
  const before = loan.dpd;
  loan.dpd = daysPastDue(loan, day);
  loan.worstDpd = Math.max(loan.worstDpd, loan.dpd);
  if (loan.dpd >= 30 && loan.firstBadDay < 0) loan.firstBadDay = day;
  if (loan.dpd >= 90 && loan.firstNonPerformingDay < 0) loan.firstNonPerformingDay = day;
  const { identifiers, cell } = ports.book.marks(loan.loanId);
  const about = { loanId: loan.loanId, applicationId: loan.applicationId, ...(cell === undefined ? {} : { cell }) };
  const passed = MILESTONES.filter((dpd) => dpd > before && dpd <= loan.dpd);
  for (const dpd of passed) {
    const data = { ...about, dpd, overdueMinor: overdueMinor(loan, day) };
    emit({ kind: 'loan.delinquent', key: `delinquent:${loan.loanId}:${dpd}:${day}`, identifiers, data });
  }
  if (loan.dpd < CHARGE_OFF_DPD) return passed.length > 0;
  const lossMinor = outstandingMinor(loan);
  loan.status = 'charged_off';
  loan.chargedOffMinor = lossMinor;
  if (lossMinor > 0) unit.add(ports.ledger.prepare(ports.tenant, chargeOffBooking(loan, lossMinor, day)).part);
  ports.metrics.add(day, 'charged_off');
  ports.metrics.add(day, 'charged_off_minor', lossMinor);
  emit({ kind: 'loan.charged_off', key: `charged-off:${loan.loanId}`, identifiers, data: { ...about, lossMinor } });
  return true;
}

function snapshotMonth(ports: LendPorts, { day, unit }: DayClose, changed: readonly Loan[]): void {
  const month = monthOfDay(day);
  const open = [...ports.book.open()];
  const rows = [...new Set([...open, ...changed])].map((loan): Row => ({
    month,
    loan_id: loan.loanId,
    vintage: monthOfDay(loan.disbursedDay),
    dpd: loan.dpd,
    worst_dpd: loan.worstDpd,
    outstanding_minor: loan.status === 'active' ? outstandingMinor(loan) : 0,
    status: loan.status,
  }));
  unit.add(rowWrite({ table: loanMonthTable, mode: 'upsert', rows, tenant: ports.tenant }));
}
