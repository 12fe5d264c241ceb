import { createRng, DAY_MS } from '#base';
import type { EventRows } from '#factors';

/** The newest event of the generated history. */
export const HISTORY_END = 1_780_000_000_000;
const DAYS = 360;

/** Kinds in the order in which each person's events happen; all people's first, then all people's second, and so on. */
const ROUNDS = [
  ...['session.started', 'phone.profiled', 'lender.enquired', 'application.submitted', 'bureau.reported'],
  ...['session.started', 'payment.received', 'session.started', 'payment.received', 'lender.enquired'],
  ...['session.started', 'application.submitted', 'payment.received', 'session.started', 'payment.received'],
];

/** How many events a person of the generated history has. */
export const EVENTS_A_PERSON = ROUNDS.length;

type Rng = ReturnType<typeof createRng>;

const EMPLOYMENT = ['salaried', 'self_employed', 'gig', 'student'];

/**
 * Fills rows with people's events, by seed. Rounds interleave people as time does, so the rows of one lie far apart; keys are
 * his device (one in fifty shares a device), telephone, account, network and cell.
 */
export function fillLibrary(
  rows: EventRows,
  { people, seed }: { readonly people: number; readonly seed: number },
): void {
  const rng = createRng(seed).fork('history');
  let position = 0;
  ROUNDS.forEach((source, round) => {
    const start = HISTORY_END - DAYS * DAY_MS + (round * DAYS * DAY_MS) / ROUNDS.length;
    // One object for all events of a round: rows take its values, not it.
    const fields: Fields = { person: 0, id_device: '', id_phone: '', id_account: '' };
    const tell = told[source] as Told;
    for (let person = 0; person < people; person++) {
      const occurred = start + Math.floor(((person + rng.uniform()) / people) * ((DAYS * DAY_MS) / ROUNDS.length));
      fields['person'] = person;
      fields['id_device'] = `d${(person % 50 === 0 ? person + 1 : person) % people}`;
      fields['id_phone'] = `p${person}`;
      fields['id_account'] = `a${person}`;
      tell(fields, rng, person);
      rows.append({ source, occurred, recorded: occurred, position: position++, fields });
    }
  });
}

type Fields = Record<string, string | number>;
type Told = (fields: Fields, rng: Rng, person: number) => void;

const NETWORKS = Array.from({ length: 100_000 }, (_, i) => `n${i}`);
const MODELS = Array.from({ length: 40 }, (_, i) => `model ${i}`);
const LENDERS = Array.from({ length: 200 }, (_, i) => `lender ${i}`);
const CELLS = Array.from({ length: 90_000 }, (_, i) => `c-${i % 300}-${Math.floor(i / 300)}`);

/** Fields that are drawn whole numbers below a bound. */
const bounded: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'session.started': {
    ...{ rooted: 2, emulator: 2, proxy: 2, timezone_matches: 2, locale_matches: 2, battery_percent: 101, charging: 2 },
    ...{ installed_apps: 120, screens: 30, duration_s: 1200 },
  },
  'phone.profiled': { number_age_days: 4000, calls30d: 300, distinct_contacts30d: 80, top_up30d_minor: 20_000 },
  'bureau.reported': {
    ...{ open_loans: 6, outstanding_minor: 5_000_000, monthly_debt_minor: 500_000, enquiries7d: 3, enquiries30d: 6 },
    ...{ enquiries90d: 9, lenders90d: 6, worst_dpd12m: 90, delinquent_loans24m: 4, history_months: 200 },
  },
  'lender.enquired': { amount_minor: 3_000_000 },
  'application.submitted': {
    ...{ amount_minor: 3_000_000, term_months: 24, declared_income_minor: 2_300_000, job_months: 240, dependents: 4 },
    ...{ age: 60, form_duration_s: 900, form_edits: 20, form_pastes: 3, form_idle_s: 90, form_fields_revisited: 6 },
  },
  'payment.received': { amount_minor: 300_000 },
};

const draw = (source: string): Told => {
  const fieldsOf = Object.entries(bounded[source] ?? {});
  return (fields, rng) => {
    for (const [name, below] of fieldsOf) fields[name] = rng.below(below);
  };
};

const drawn = new Map(Object.keys(bounded).map((source) => [source, draw(source)]));

const drawnAnd =
  (source: string, more: Told): Told =>
  (fields, rng, person) => {
    drawn.get(source)?.(fields, rng, person);
    more(fields, rng, person);
  };

const told: Readonly<Record<string, Told>> = {
  'session.started': drawnAnd('session.started', (fields, rng, person) => {
    fields['device_model'] = MODELS[rng.below(40)] as string;
    fields['os'] = rng.chance(0.8) ? 'android' : 'ios';
    fields['network'] = NETWORKS[person % 100_000] as string;
    fields['cell'] = CELLS[person % 90_000] as string;
  }),
  'phone.profiled': drawnAnd('phone.profiled', (fields, rng) => {
    fields['night_share'] = rng.uniform();
    fields['incoming_share'] = rng.uniform();
  }),
  'bureau.reported': drawnAnd('bureau.reported', (fields, rng) => void (fields['card_utilisation'] = rng.uniform())),
  'lender.enquired': drawnAnd(
    'lender.enquired',
    (fields, rng) => void (fields['lender'] = LENDERS[rng.below(200)] as string),
  ),
  'application.submitted': drawnAnd('application.submitted', (fields, rng, person) => {
    fields['product_id'] = 'cash-loan';
    fields['currency'] = 'CNY';
    fields['purpose'] = 'rent';
    fields['employment'] = EMPLOYMENT[rng.below(4)] as string;
    fields['education'] = 'college';
    fields['marital_status'] = 'single';
    fields['housing'] = 'rent';
    fields['cell'] = CELLS[person % 90_000] as string;
    fields['latitude'] = 30 + rng.below(100) / 100;
    fields['longitude'] = 114 + rng.below(100) / 100;
  }),
  'payment.received': drawnAnd('payment.received', (fields) => {
    fields['currency'] = 'CNY';
    fields['method'] = 'auto_debit';
  }),
};
