import type { LinkEvent } from '../../link-event.ts';
import type { Case } from './case.ts';
import type { CaseBook } from './case-book.ts';
import type { Names } from './names.ts';
import { sinceOf, type PersonTrack } from './person-track.ts';

type Reader = (book: CaseBook, event: LinkEvent) => void;

const DAY = 86_400_000;
/** Enquiries that are remembered of a person. */
const ENQUIRIES = 24;

function number({ fields }: LinkEvent, name: string): number {
  const value = fields[name];
  return typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : NaN;
}

function named(names: Names, { fields, lists }: LinkEvent, name: string): number {
  const value = fields[name] ?? lists?.[name]?.[0];
  return value === undefined || value === '' || typeof value === 'boolean' ? -1 : names.intern(String(value));
}

function session(book: CaseBook, event: LinkEvent): void {
  const track = book.trackOf(event.fields['person'], event.occurred);
  if (track === undefined) return;
  track.device = named(book.devices, event, 'id_device');
  track.network = named(book.networks, event, 'network');
  track.cell = named(book.cells, event, 'cell');
  const odd = number(event, 'emulator') + number(event, 'rooted') + number(event, 'proxy');
  track.oddities = odd + (number(event, 'timezone_matches') === 0 ? 1 : 0);
  if (track.device >= 0) sinceOf(track.devices, track.device, event.occurred);
  if (track.network >= 0) sinceOf(track.networks, track.network, event.occurred);
  if (track.cell >= 0) sinceOf(track.cells, track.cell, event.occurred);
}

function submitted(book: CaseBook, event: LinkEvent): void {
  const one = book.caseOf(String(event.fields['application_id'] ?? event.fields['id_application'] ?? ''));
  if (one.isSubmitted) return;
  one.isSubmitted = true;
  one.at = event.occurred;
  one.amountMinor = number(event, 'amount_minor');
  one.incomeMinor = number(event, 'declared_income_minor');
  one.employer = named(book.employers, event, 'employer');
  one.cell = named(book.cells, event, 'cell');
  one.formSeconds = number(event, 'form_duration_s');
  one.idleSeconds = number(event, 'form_idle_s');
  one.pastes = number(event, 'form_pastes');
  const phone = event.fields['id_phone'];
  if (typeof phone === 'string') {
    one.phone = book.numbers.intern(phone);
    one.block = book.blocks.intern(String(event.fields['phone_block'] ?? phone.slice(0, -3)));
  }
  const device = named(book.devices, event, 'id_device');
  const track = book.trackOf(event.fields['person'], event.occurred);
  if (track === undefined) return;
  one.person = event.fields['person'] as number;
  book.ownCase(one);
  tell(one, track, { device, at: event.occurred });
}

/* What the person's track says at the time of the form; the track remembers the application. */
function tell(one: Case, track: PersonTrack, { device, at }: { device: number; at: number }): void {
  one.device = device >= 0 ? device : track.device;
  one.network = track.network;
  one.oddities = track.oddities;
  one.knownSince = track.knownSince;
  one.deviceSince = one.device < 0 ? NaN : sinceOf(track.devices, one.device, at);
  one.networkSince = one.network < 0 ? NaN : sinceOf(track.networks, one.network, at);
  one.cellSince = track.cell < 0 ? NaN : sinceOf(track.cells, track.cell, at);
  const { numberAgeDays, calls, historyMonths, utilisation, cardChanged, passwordChanged, earlierMinor } = track;
  Object.assign(one, { numberAgeDays, calls, historyMonths, utilisation, cardChanged, passwordChanged, earlierMinor });
  one.paidBefore = track.paid;
  one.enquiries5 = track.enquiries.filter((when) => when > at - 6 * DAY).length;
  one.enquiries20 = track.enquiries.filter((when) => when > at - 21 * DAY).length;
  track.earlierMinor = Math.max(track.earlierMinor, one.amountMinor || 0);
  track.phone = one.phone;
  track.lastCase = one.index;
}

function referenced(book: CaseBook, event: LinkEvent): void {
  const one = book.caseOf(String(event.fields['application_id'] ?? ''));
  one.card = named(book.cards, event, 'card');
  one.office = named(book.offices, event, 'office');
  one.agent = named(book.agents, event, 'agent');
  one.template = named(book.templates, event, 'template');
  one.payer = named(book.companies, event, 'salary_payer');
  one.payerAgeMonths = number(event, 'payer_age_months');
  one.contacts = (event.lists?.['emergency_contacts'] ?? []).map((phone) => book.phones.intern(phone));
}

function moved(book: CaseBook, event: LinkEvent): void {
  const one = book.caseOfLoan(event);
  if (one === undefined) return;
  one.moves.push({
    at: event.occurred,
    from: named(book.cards, event, 'from_card'),
    to: named(book.cards, event, 'to_card'),
    counterparty: String(event.fields['counterparty'] ?? ''),
    share: number(event, 'amount_minor') / one.amountMinor,
  });
}

function company(book: CaseBook, event: LinkEvent): void {
  const id = event.fields['id_application'];
  if (id === undefined) return;
  book.caseOf(String(id)).company = {
    company: named(book.companies, event, 'company'),
    legalPerson: named(book.registers, event, 'legal_person'),
    address: named(book.registers, event, 'company_address'),
    phone: named(book.phones, event, 'company_phone'),
    accountant: named(book.registers, event, 'accountant'),
    ageMonths: number(event, 'age_months'),
    capitalMinor: number(event, 'capital_minor'),
    employees: number(event, 'employees'),
  };
}

function guaranteed(book: CaseBook, event: LinkEvent): void {
  book.caseOf(String(event.fields['application_id'] ?? '')).guarantees.push({
    at: event.occurred,
    company: named(book.companies, event, 'company'),
    guarantor: named(book.companies, event, 'guarantor'),
    isCompany: event.fields['guarantor_kind'] === 'company',
    amountMinor: number(event, 'amount_minor'),
  });
}

function traded(book: CaseBook, event: LinkEvent): void {
  const sold = {
    company: named(book.companies, event, 'company'),
    buyer: named(book.companies, event, 'buyer_company'),
  };
  book.trades.push({ ...sold, amountMinor: number(event, 'amount_minor'), at: event.occurred });
}

function failed(book: CaseBook, event: LinkEvent): void {
  const one = book.caseOfLoan(event);
  if (one === undefined) return;
  one.failed++;
  if (!(one.failedSince <= event.occurred)) one.failedSince = event.occurred;
}

function paid(book: CaseBook, event: LinkEvent): void {
  const one = book.caseOfLoan(event);
  if (one === undefined) return;
  one.paid++;
  one.lastPaid = event.occurred;
  one.failedSince = NaN;
  const track = book.people.get(one.person);
  if (track !== undefined) track.paid++;
}

function enquired(book: CaseBook, event: LinkEvent): void {
  const track = book.trackOf(event.fields['person'], event.occurred);
  if (track === undefined) return;
  track.enquiries.push(event.occurred);
  if (track.enquiries.length > ENQUIRIES) track.enquiries.shift();
}

function changed(book: CaseBook, event: LinkEvent): void {
  const track = book.trackOf(event.fields['person'], event.occurred);
  if (track === undefined) return;
  if (event.fields['field'] === 'payout_card') track.cardChanged = event.occurred;
  else track.passwordChanged = event.occurred;
}

/** How each kind of event is read; others are not. */
export const readers: Readonly<Record<string, Reader>> = {
  'session.started': session,
  'application.submitted': submitted,
  'application.referenced': referenced,
  'transfer.observed': moved,
  'company.reported': company,
  'guarantee.given': guaranteed,
  'trade.settled': traded,
  'payment.failed': failed,
  'payment.received': paid,
  // The platform's own words for what a lender's export does not have.
  'loan.disbursed': (book, event) => void book.caseOfLoan(event),
  'loan.delinquent': (book, event) => {
    const one = book.caseOfLoan(event);
    if (one !== undefined && !(one.failedSince <= event.occurred)) one.failedSince = event.occurred;
  },
  'lender.enquired': enquired,
  'account.changed': changed,
  'account.registered': (book, event) => void book.trackOf(event.fields['person'], event.occurred),
  'phone.profiled': (book, event) => {
    const track = book.trackOf(event.fields['person'], event.occurred);
    if (track === undefined) return;
    track.numberAgeDays = number(event, 'number_age_days');
    track.calls = number(event, 'calls30d');
  },
  'bureau.reported': (book, event) => {
    const track = book.trackOf(event.fields['person'], event.occurred);
    if (track === undefined) return;
    track.historyMonths = number(event, 'history_months');
    track.utilisation = number(event, 'card_utilisation');
  },
  'contacts.synced': (book, event) => {
    const track = book.trackOf(event.fields['person'], event.occurred);
    const contacts = event.lists?.['contacts'];
    if (track !== undefined && contacts !== undefined) {
      track.listed = Int32Array.from(contacts, (phone) => book.numbers.intern(phone));
    }
  },
};

/** The kinds of event that detectors read. */
export const caseKinds: readonly string[] = Object.keys(readers);

/** By kind, the fields that they read, as columns of an export; besides times and identifiers. */
export const caseFields: Readonly<Record<string, readonly string[]>> = {
  'session.started': ['network', 'cell', 'emulator', 'rooted', 'proxy', 'timezone_matches'],
  'application.submitted': [
    ...['application_id', 'amount_minor', 'declared_income_minor', 'employer', 'cell', 'phone_block'],
    ...['form_duration_s', 'form_idle_s', 'form_pastes'],
  ],
  'application.referenced': [
    ...['application_id', 'emergency_contacts', 'card', 'office', 'agent', 'template'],
    ...['salary_payer', 'payer_age_months'],
  ],
  'transfer.observed': ['loan_id', 'from_card', 'to_card', 'counterparty', 'amount_minor'],
  'company.reported': [
    ...['company', 'legal_person', 'company_address', 'company_phone', 'accountant'],
    ...['age_months', 'capital_minor', 'employees'],
  ],
  'guarantee.given': ['application_id', 'company', 'guarantor', 'guarantor_kind', 'amount_minor'],
  'trade.settled': ['company', 'buyer_company', 'amount_minor'],
  'payment.failed': ['loan_id'],
  'loan.disbursed': ['loan_id', 'application_id'],
  'loan.delinquent': ['loan_id', 'application_id'],
  'payment.received': ['loan_id'],
  'account.changed': ['field', 'card'],
  'phone.profiled': ['number_age_days', 'calls30d'],
  'bureau.reported': ['history_months', 'card_utilisation'],
  'contacts.synced': ['contacts'],
};
