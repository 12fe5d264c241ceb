/** Money that moved on from a loan. */
export interface CaseMove {
  readonly at: number;
  /** Numbers of cards; -1 for cash. */
  readonly from: number;
  readonly to: number;
  readonly counterparty: string;
  /** Share of the loan. */
  readonly share: number;
}

/** A company behind an application, as the register and its trade show it. */
export interface CaseCompany {
  readonly company: number;
  readonly legalPerson: number;
  readonly address: number;
  readonly phone: number;
  readonly accountant: number;
  readonly ageMonths: number;
  readonly capitalMinor: number;
  readonly employees: number;
}

export interface CaseGuarantee {
  readonly at: number;
  readonly company: number;
  readonly guarantor: number;
  readonly isCompany: boolean;
  readonly amountMinor: number;
}

/** An application with what was known of it when it came, and what became of it. Numbers are those of the book's names; -1 is none. */
export interface Case {
  readonly index: number;
  readonly id: string;
  person: number;
  at: number;
  amountMinor: number;
  incomeMinor: number;
  employer: number;
  cell: number;
  formSeconds: number;
  idleSeconds: number;
  pastes: number;
  phone: number;
  block: number;
  /** Of the session before the form. */
  device: number;
  network: number;
  oddities: number;
  /** When the person was first seen with them, and with the lender at all, milliseconds. */
  deviceSince: number;
  networkSince: number;
  cellSince: number;
  knownSince: number;
  numberAgeDays: number;
  calls: number;
  historyMonths: number;
  utilisation: number;
  /** Enquiries of other lenders in the 5 and in the 20 days before. */
  enquiries5: number;
  enquiries20: number;
  /** When card and password were last changed before the application; -Infinity for never. */
  cardChanged: number;
  passwordChanged: number;
  /** The largest amount asked for earlier, and instalments paid before; 0 for none. */
  earlierMinor: number;
  paidBefore: number;
  card: number;
  office: number;
  agent: number;
  template: number;
  payer: number;
  payerAgeMonths: number;
  contacts: readonly number[];
  company: CaseCompany | undefined;
  readonly moves: CaseMove[];
  readonly guarantees: CaseGuarantee[];
  /** Instalments paid, debits that failed, the first failure since the last payment, the last payment. */
  paid: number;
  failed: number;
  failedSince: number;
  lastPaid: number;
  isSubmitted: boolean;
}

/** A case of which nothing is known yet. */
export function emptyCase(index: number, id: string): Case {
  const none = { person: -1, employer: -1, cell: -1, phone: -1, block: -1, device: -1, network: -1, card: -1 };
  const papers = {
    office: -1,
    agent: -1,
    template: -1,
    payer: -1,
    payerAgeMonths: NaN,
    contacts: [],
    company: undefined,
  };
  const own = { amountMinor: NaN, incomeMinor: NaN, formSeconds: NaN, idleSeconds: NaN, pastes: NaN, oddities: 0 };
  const since = { deviceSince: NaN, networkSince: NaN, cellSince: NaN, knownSince: NaN };
  const file = { numberAgeDays: NaN, calls: NaN, historyMonths: NaN, utilisation: NaN, enquiries5: 0, enquiries20: 0 };
  const before = { cardChanged: -Infinity, passwordChanged: -Infinity, earlierMinor: 0, paidBefore: 0 };
  const after = { moves: [], guarantees: [], paid: 0, failed: 0, failedSince: NaN, lastPaid: NaN };
  return { index, id, at: NaN, isSubmitted: false, ...none, ...papers, ...own, ...since, ...file, ...before, ...after };
}
