import { exp } from '#base';
import type { Country } from '../country.ts';
import { accountOf, deviceOf } from '../identifiers.ts';
import { at } from '../random.ts';
import { MINUTE, type Visit } from '../visit.ts';
import type { Wish } from '../wish.ts';

/** Share of forms whose details arrive: some are filled in where no script runs. */
const SENT = 0.65;

/** How the form was typed: habits of the person and chance, nothing of what decides his fate. */
export function writeFormDetails(country: Country, visit: Visit, { amountMinor }: Wish): void {
  const { person, number, book } = visit;
  const habit = country.rng.fork('typing', at(country.people.serial, person)).normal();
  const rng = country.rng.fork('form', number);
  if (!rng.chance(SENT)) return;
  const amountChanges = rng.poisson(0.8);
  const step = 1 + 0.2 * (rng.below(5) - 2);
  book.write({
    kind: 'form.filled',
    aside: true,
    at: visit.at - 0.5 * MINUTE,
    source: 'app',
    identifiers: [
      { kind: 'application', value: `w-${number}` },
      { kind: 'account', value: accountOf(country, person) },
      { kind: 'device', value: deviceOf(country, person) },
    ],
    data: {
      applicationId: `w-${number}`,
      typingMs: Math.round(240 * exp(0.35 * habit + 0.15 * rng.normal())),
      backspaces: rng.poisson(6),
      firstAmountMinor: amountChanges === 0 ? amountMinor : Math.round(amountMinor * step),
      amountChanges,
      termChanges: rng.poisson(0.5),
      incomeEdits: rng.poisson(0.4),
      termsS: Math.round(6 * rng.exponential()),
      tabSwitches: rng.poisson(0.9),
      longestPauseS: 2 + Math.round(12 * rng.exponential()),
      returns: rng.poisson(0.3),
      autofilled: rng.chance(0.4) ? 1 + rng.below(6) : 0,
    },
  });
}
