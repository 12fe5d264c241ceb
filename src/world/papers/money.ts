import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import { accountOf } from '../identifiers.ts';
import type { Loan, Pending, Task } from '../loan.ts';
import { planTask, type Market } from '../market.ts';
import type { Move } from '../planted/guise.ts';
import { appearanceOf } from '../planted/stage.ts';
import { at } from '../random.ts';
import { cardNamed, cardOf } from './cards.ts';

/** Shops that people pay with a loan. */
const SHOPS = 3_000;

/** The money of a loan has come: where it will go from the card. */
export function planMoves(
  market: Market,
  { applicationId, person, number, amountMinor, rehearsed }: Pending,
  loan: Pick<Loan, 'loanId' | 'schedule'>,
): void {
  const { country, state } = market;
  const received = Math.min(
    amountMinor,
    loan.schedule.reduce((sum, part) => sum + part.amountMinor, 0),
  );
  const moves = (rehearsed ? undefined : appearanceOf(country, person).moves) ?? ordinaryMoves(country, person, number);
  const ownCard = cardOf(country, person, state.day);
  const rng = country.rng.fork('moves', number);
  for (const { share, counterparty, hours, toCard, fromCard } of moves) {
    const minutes = hours * 60 + rng.below(50);
    const day = state.day + Math.floor((9 * 60 + minutes) / 1440);
    const data = {
      loanId: loan.loanId,
      fromCard: fromCard ?? ownCard,
      ...(toCard === undefined ? {} : { toCard }),
      counterparty,
      amountMinor: Math.max(100, Math.round((received * share) / 100) * 100),
    };
    const when = ((9 * 60 + minutes) % 1440) * 60_000;
    const account = accountOf(country, person);
    planTask(market, day, { kind: 'moved', at: when, applicationId, account, loanId: loan.loanId, data });
  }
}

/* A thing or two bought, some cash, something to the family, an older debt paid. */
function ordinaryMoves(country: Country, person: number, number: number): Move[] {
  const rng = country.rng.fork('spending', number);
  const moves: Move[] = [];
  const spend = (move: Move): void => {
    moves.push(move);
  };
  const serial = at(country.people.serial, person);
  const when = (): number => Math.floor(1 + 140 * rng.uniform());
  if (rng.chance(0.55)) {
    const toCard = `m-${rng.below(SHOPS)}`;
    spend({ share: 0.1 + 0.6 * rng.uniform(), counterparty: 'merchant', hours: when(), toCard });
  }
  if (rng.chance(0.3)) spend({ share: 0.05 + 0.3 * rng.uniform(), counterparty: 'cash', hours: when() });
  if (rng.chance(0.25)) {
    const toCard = cardNamed(country, `kin:${serial}:${rng.below(3)}`);
    spend({ share: 0.05 + 0.4 * rng.uniform(), counterparty: 'person', hours: when(), toCard });
  }
  if (rng.chance(0.15)) {
    spend({
      share: 0.2 + 0.5 * rng.uniform(),
      counterparty: 'lender',
      hours: when(),
      toCard: `lender-${rng.below(40)}`,
    });
  }
  return moves;
}

type Moved = Extract<Task, { kind: 'moved' }>;

/** The processor tells of one of these movements. */
export function tellMove({ at: when, applicationId, account, loanId, data }: Moved, book: DayBook): void {
  book.write({
    kind: 'transfer.observed',
    aside: 'b',
    at: when,
    source: 'vendor:bank',
    identifiers: [
      { kind: 'loan', value: loanId },
      { kind: 'application', value: applicationId },
      { kind: 'account', value: account },
    ],
    data,
  });
}
