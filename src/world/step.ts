import type { Day } from '#base';
import { liveDay } from './activity.ts';
import { apply } from './apply.ts';
import { keepBooks } from './books/keep-books.ts';
import { openDayBook, type DayBook } from './day-book.ts';
import type { WorldDay, WorldFeedback } from './event.ts';
import { answer } from './feedback.ts';
import { coolDown } from './heat.ts';
import type { Task } from './loan.ts';
import type { Market } from './market.ts';
import { liveMonth } from './month.ts';
import { recruit } from './recruit.ts';
import { changeCard } from './papers/cards.ts';
import { tellMove } from './papers/money.ts';
import { liveQuarter } from './planted/live-quarter.ts';
import { asideBook, type Quarter } from './planted/quarter.ts';
import { confirmFraud, runLoanTask } from './repayment.ts';
import { applyingMembers, waveOf } from './rings.ts';
import { TRUTH_DAYS } from './truth.ts';

/** Lives the next day of the market. */
export function step(market: Market, feedback: readonly WorldFeedback[]): WorldDay {
  const { state, country } = market;
  const day = state.day + 1;
  state.day = day;
  const book = openDayBook(day);
  moveOn(market, day);
  for (const one of feedback) answer(market, one, book);
  runAgenda(market, book);
  for (let i = (day - country.startDay) % 30; i < country.people.citizens; i += 30) {
    liveMonth(country, i, day);
    changeCard(country, i, book);
  }
  liveDay(market, book);
  for (const ring of country.rings) {
    for (const member of applyingMembers(ring, day - country.startDay, country.rng)) apply(market, member, book);
  }
  keepBooks(country, book);
  if (day % 30 === 0) forget(market, day);
  if (market.quarter !== undefined) stepQuarter(market.quarter, feedback, asideBook(book));
  return { day, events: book.close() };
}

function stepQuarter(quarter: Quarter, feedback: readonly WorldFeedback[], book: DayBook): void {
  const { market } = quarter;
  market.state.day = book.day;
  for (const one of feedback) answer(market, one, book);
  runAgenda(market, book);
  liveQuarter(quarter, book);
  if (book.day % 30 === 0) forget(market, book.day);
}

/** Rings whose next wave begins take new people. */
export function moveOn({ country, state }: Market, day: Day): void {
  country.rings.forEach((ring, i) => {
    const { wave } = waveOf(ring, day - country.startDay);
    if (state.waves[i] === wave) return;
    state.waves[i] = wave;
    recruit(country, ring, wave);
  });
}

function runAgenda(market: Market, book: DayBook): void {
  const { state } = market;
  // A task may plan another for the same day; the list grows while it is read.
  for (const task of state.agenda.get(book.day) ?? []) runTask(market, task, book);
  state.agenda.delete(book.day);
}

function runTask(market: Market, task: Task, book: DayBook): void {
  if (task.kind === 'moved') {
    tellMove(task, book);
  } else if (task.kind === 'confirm') {
    confirmFraud(book, task);
  } else if (task.kind === 'reapply') {
    if (market.country.people.serial[task.person] === task.serial) apply(market, task.person, book);
  } else {
    const loan = market.state.loans.get(task.loanId);
    if (loan) runLoanTask(market, loan, { task, book });
  }
}

/* What nobody will ask for again. */
function forget({ state }: Market, day: Day): void {
  coolDown(state.networkHeat, day);
  coolDown(state.cellHeat, day);
  for (const [id, pending] of state.pending) if (pending.day < day - 45) state.pending.delete(id);
  if ((state.truth[0]?.day ?? day) < day - TRUTH_DAYS)
    state.truth = state.truth.filter((row) => row.day >= day - TRUTH_DAYS);
}
