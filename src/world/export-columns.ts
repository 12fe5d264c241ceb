/** The kind of a column in the export: a double, an integer, a text, a flag (0 or 1), a civil date or a list of texts. */
export type ExportKind = 'number' | 'integer' | 'text' | 'flag' | 'date' | 'list';

/** One column of an exported table. */
export interface ExportColumn {
  /** Path of the field in the row, dots for nesting; the column's name is its snake case. */
  readonly path: string;
  readonly kind: ExportKind;
  readonly description: string;
}

/** Reads the compact lines below: path, kind, description. */
function columns(...lines: readonly `${string} ${ExportKind} ${string}`[]): ExportColumn[] {
  return lines.map((line) => {
    const [path = '', kind = '', ...words] = line.split(' ');
    return { path, kind: kind as ExportKind, description: words.join(' ') };
  });
}

/** `form.durationS` becomes `form_duration_s`. */
export function columnName(path: string): string {
  return path.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What every event carries besides its data; identifiers are columns `id_<kind>`, empty where the event has none. */
export const envelopeColumns = columns(
  'idempotencyKey text unique per world: w:<day>:<place in the day>',
  'occurredAt number milliseconds since 1970, UTC',
  'source text who reports it',
);

export const identifierColumns = columns(
  'application text application number',
  'loan text loan number of the lender',
  'national_id text resident identity number',
  'account text account with the lender',
  'phone text phone number, E.164',
  'device text device fingerprint',
  'cookie text browser or app installation',
  'shop text shop on a sales platform',
);

const placement = columns(
  'campaignId text campaign',
  'channel text advertising channel',
  'costMinor number cost, minor units',
);

/** The data columns of each kind of event. */
export const eventColumns: Readonly<Record<string, readonly ExportColumn[]>> = {
  'ad.shown': placement,
  'ad.clicked': placement,
  'search.performed': columns(
    'purpose text purpose looked for',
    'amountMinor number amount looked for, minor units',
    'termMonths integer term looked for, months',
  ),
  'account.registered': columns('channel text acquisition channel', 'campaignId text campaign'),
  'session.started': columns(
    'deviceModel text model of the device',
    'os text operating system',
    'rooted flag device is rooted',
    'emulator flag device is emulated',
    'proxy flag traffic comes through a proxy',
    'timezoneMatches flag time zone fits the address',
    'localeMatches flag locale fits the address',
    'batteryPercent integer battery level',
    'charging flag battery is charging',
    'installedApps integer installed apps',
    'network text address prefix of the network',
    'cell text map cell of about 300 m',
    'screens integer screens seen',
    'durationS integer seconds in the app',
  ),
  'contacts.synced': columns(
    'contacts list numbers in the contact book, separated by spaces',
    'total integer size of the book',
  ),
  'phone.profiled': columns(
    'numberAgeDays integer days since the number was first used',
    'calls30d integer calls in 30 days',
    'distinctContacts30d integer counterparts in 30 days',
    'nightShare number share of calls at night',
    'incomingShare number share of incoming calls',
    'topUp30dMinor number top-ups in 30 days, minor units',
  ),
  'bureau.reported': columns(
    'openLoans integer open loans, ours included',
    'outstandingMinor number outstanding debt, minor units',
    'monthlyDebtMinor number monthly debt service, minor units',
    'enquiries7d integer enquiries of other lenders in 7 days',
    'enquiries30d integer enquiries of other lenders in 30 days',
    'enquiries90d integer enquiries of other lenders in 90 days, at most 8',
    'lenders90d integer distinct lenders among them',
    'worstDpd12m integer worst days past due in 12 months',
    'delinquentLoans24m integer late spells in 24 months, at most 4',
    'cardUtilisation number credit card utilisation',
    'historyMonths integer months since the first credit',
  ),
  'lender.enquired': columns(
    'lender text the lender that asked',
    'amountMinor number amount asked for there, minor units',
  ),
  'shop.reported': columns(
    'category text category of the shop',
    'region text region of the shop',
    'goods integer goods on sale',
    'orders30d integer orders in 30 days',
    'turnover30dMinor number turnover in 30 days, minor units',
    'praiseRate number share of good reviews',
    'depositMinor number deposit with the platform, minor units',
    'ageMonths integer age of the shop, months',
  ),
  'application.submitted': columns(
    'applicationId text application number',
    'productId text cash-loan or shop-loan',
    'amountMinor number amount asked for, minor units',
    'currency text ISO 4217 code',
    'termMonths integer term asked for, months',
    'purpose text purpose',
    'declaredIncomeMinor number declared monthly income, minor units',
    'employment text kind of employment',
    'employer text employer, when salaried',
    'jobMonths integer months in the job',
    'education text education',
    'maritalStatus text marital status',
    'dependents integer dependents',
    'housing text kind of housing',
    'age integer age, years',
    'sex text for fairness reports only',
    'cell text map cell of the address',
    'latitude number latitude',
    'longitude number longitude',
    'fullName text name',
    'address text address',
    'form.durationS integer seconds on the form',
    'form.edits integer edited fields',
    'form.pastes integer pasted fields',
    'form.idleS integer idle seconds on the form',
    'form.fieldsRevisited integer fields visited again',
  ),
  'product.viewed': columns(
    'productId text product',
    'origin text the way to the product',
    'dwellS integer seconds on the product',
    'scrollPercent integer how far down it was read',
  ),
  'calculator.used': columns(
    'amountMinor number amount calculated, minor units',
    'termMonths integer term calculated, months',
    'instalmentMinor number instalment shown, minor units',
    'changes integer times that amount or term were moved',
  ),
  'form.filled': columns(
    'applicationId text application number',
    'typingMs integer median milliseconds between keys',
    'backspaces integer backspaces',
    'firstAmountMinor number amount first typed in, minor units',
    'amountChanges integer changes of the amount',
    'termChanges integer changes of the term',
    'incomeEdits integer edits of the income',
    'termsS integer seconds on the terms of contract',
    'tabSwitches integer switches to other apps',
    'longestPauseS integer longest pause, seconds',
    'returns integer times the form was taken up again',
    'autofilled integer fields filled by the browser',
  ),
  'device.profiled': columns(
    'screen text pixels of the screen',
    'gpu text graphics processor',
    'fonts text digest of fonts and sounds',
    'cpuCores integer cores',
    'memoryMb integer memory, megabytes',
    'storageFreeMb integer free storage, megabytes',
    'uptimeH integer hours since the start',
    'batteryCycles integer charging cycles',
    'clockOffsetS integer device time less server time, seconds',
    'sensorNoise number movement seen by the accelerometer, m/s2',
    'carrier text carrier',
    'simSlots integer cards',
    'language text language of the system',
    'developerMode flag developer mode is on',
    'vpn flag private network',
    'hooked flag functions are hooked',
    'clonedApp flag the app is cloned',
  ),
  'location.observed': columns(
    'place text home, work or other',
    'cell text map cell of about 300 m',
    'latitude number latitude',
    'longitude number longitude',
    'accuracyM integer accuracy, metres',
    'mock flag the location is made up',
    'kmFromHome number kilometres from home',
  ),
  'bank.flow_reported': columns(
    'bank text bank',
    'salaryMinor number salary of 30 days, minor units; so are all amounts below',
    'salaryDay integer day of the month the salary comes, 0 without one',
    'otherInMinor number other income',
    'loanProceedsMinor number loans received',
    'transfersInMinor number transfers from people',
    'transfersOutMinor number transfers to people',
    'rentMinor number rent or mortgage',
    'billsMinor number bills',
    'gamblingMinor number games of chance',
    'loanRepaymentMinor number instalments of loans',
    'cashMinor number cash drawn',
    'feesMinor number fees',
    'bounced integer debits returned for want of funds',
    'balanceEndMinor number balance at the end',
    'balanceLowMinor number lowest balance',
    'transactions integer transactions',
    'counterparties integer counterparties',
    'topCounterpartyShare number share of the largest counterparty',
    'businessInMinor number business money received',
    'businessOutMinor number business money paid',
    'roundTripMinor number business money that came back within ten days',
  ),
  'invoice.issued': columns(
    'buyer text buyer',
    'buyerAgeMonths integer months since the buyer was founded',
    'buyerSharesAddress flag the buyer has the address of the firm',
    'category text kind of goods',
    'amountMinor number amount, minor units',
    'taxMinor number tax, minor units',
    'cancelled flag cancelled later',
  ),
  'tax.filed': columns(
    'declaredTurnoverMinor number turnover declared, minor units',
    'taxPaidMinor number tax paid, minor units',
    'employees integer employees',
    'lateDays integer days after the deadline',
  ),
  'erp.order_recorded': columns(
    'buyer text buyer',
    'channel text channel of sale',
    'items integer pieces',
    'amountMinor number amount, minor units',
    'discountShare number discount as a share of the price',
    'parcelGrams integer weight of the parcel',
    'shipHours integer hours until shipped',
    'shipped flag the order was shipped',
    'returned flag the goods came back',
  ),
  'application.referenced': columns(
    'applicationId text application number',
    'emergencyContacts list numbers of those who vouch, separated by spaces',
    'card text digest of the card to be paid',
    'office text sales office that took it, or empty',
    'agent text registered agent or member of staff, or empty',
    'template text digest of the layout of the papers, or empty',
    'salaryPayer text company that pays the salary by the papers, or empty',
    'payerAgeMonths integer months since that company was founded',
  ),
  'transfer.observed': columns(
    'loanId text loan number',
    'fromCard text digest of the paying card',
    'toCard text digest of the receiving card, merchant or lender; empty for cash',
    'counterparty text person, merchant, lender, company, own or cash',
    'amountMinor number amount, minor units',
  ),
  'account.changed': columns('field text payout_card or password', 'card text digest of the new card, or empty'),
  'company.reported': columns(
    'company text register number',
    'legalPerson text digest of the legal person',
    'companyAddress text digest of the seat',
    'companyPhone text telephone number',
    'accountant text who keeps the books',
    'ageMonths integer months since it was founded',
    'capitalMinor number paid-up capital, minor units',
    'employees integer employees',
  ),
  'trade.settled': columns(
    'company text register number of the seller',
    'buyerCompany text register number of the buyer',
    'amountMinor number paid within half a year, minor units',
    'payments integer payments',
  ),
  'guarantee.given': columns(
    'applicationId text application number',
    'company text company of the borrower',
    'guarantor text who vouches: register number, institution or person',
    'guarantorKind text company, person or institution',
    'amountMinor number amount vouched for, minor units',
    'relation text how they belong together, as declared',
  ),
  'repayment.matched': columns(
    'loanId text loan number',
    'instalment integer which instalment',
    'dueMinor number amount due, minor units',
    'paidMinor number amount paid, minor units',
    'paidShare number share of the instalment paid',
    'daysLate integer days after the due day',
    'attempts integer debits tried',
    'method text how it was paid',
  ),
  'offer.answered': columns('applicationId text application number', 'accepted flag the offer was accepted'),
  'payment.received': columns(
    'loanId text loan number',
    'paymentId text payment number',
    'amountMinor number amount, minor units',
    'currency text ISO 4217 code',
    'method text how it was paid',
  ),
  'payment.failed': columns(
    'loanId text loan number',
    'amountMinor number amount that could not be collected, minor units',
    'reason text why it failed',
  ),
  'fraud.confirmed': columns('applicationId text application number', 'form text form of the fraud'),
};

export const truthColumns = columns(
  'applicationId text application number: the key',
  'day date day of the application',
  'personIndex number the person behind it, unique also for members of rings',
  'fraudForm text device-farm, loan-village, cultivated-number, one of the eight planted patterns, or empty for honest applicants',
  'lookAlikeForm text form that an honest applicant resembles, or empty',
  'camouflaged flag fraudster who looks like anybody',
  'trueDefaultProbability number P(default | everything the events show up to the application)',
  'trueFraudProbability number P(fraud | everything the events show up to the application)',
  'defaultsIfGranted flag 30 or more days past due on one of the first three instalments, if granted as asked for',
  'hiddenSolvency number hidden budget margin, deviations',
  'hiddenImpulse number hidden impulse, deviations',
  'realIncomeMinor number real monthly income, minor units',
  'shopForm text brushed, circular or self-invoiced turnover of a shop owner, or empty',
  'shopLookAlike text sham that an honest shop resembles, or empty',
);

export const patternColumns = columns(
  'entityKind text application or company',
  'entity text its number in the events',
  'pattern text the planted pattern',
  'group text the group it belongs to, or empty',
  'isLookAlike flag honest, and only resembles the pattern',
  'camouflaged flag a member who leaves few traces or none',
  'fromDay date the day from which it can be seen',
);

export const decisionColumns = columns(
  'applicationId text application number',
  'day date day of the decision',
  'approved flag the built-in lender approved',
);

export const loanColumns = columns(
  'loanId text loan number',
  'applicationId text application number',
  'amountMinor number principal, minor units',
  'termMonths integer term, months',
  'aprBps integer annual rate, basis points',
  'disbursedDay date day of disbursement',
  'receivedMinor number received so far, minor units',
  'paid integer instalments paid in full',
  'maxDpd integer worst days past due so far',
  'bad flag 30 or more days past due on one of the first three instalments so far',
  'matured flag the outcome `bad` is final',
  'settledDay date day of full repayment, missing when open',
);
