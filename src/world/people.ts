import type { PlantedPattern } from './planted/pattern.ts';

/** How a person's phone, sessions and forms look; those of the three rings are planted fraud. */
export const segment = {
  ordinary: 0,
  sharedDevice: 1,
  harvestVillage: 2,
  newcomer: 3,
  deviceFarm: 4,
  loanVillage: 5,
  cultivatedNumber: 6,
  /** Somebody else filled in the form, on the machine of an office: agents, good and bad. */
  handled: 7,
} as const;

/** The planted form of a fraud segment and the form that an honest look-alike resembles. */
export const fraudForms = ['', '', '', '', 'device-farm', 'loan-village', 'cultivated-number'] as const;
export const lookAlikeForms = ['', 'device-farm', 'loan-village', 'cultivated-number', '', '', ''] as const;
export type FraudForm = (typeof fraudForms)[number] | PlantedPattern;

export const employments = [
  'salaried',
  'self_employed',
  'shop_owner',
  'gig',
  'student',
  'retired',
  'unemployed',
] as const;
export const employment = { salaried: 0, selfEmployed: 1, shopOwner: 2, gig: 3, student: 4, retired: 5, unemployed: 6 };
export const educations = ['none', 'school', 'college', 'bachelor', 'postgraduate'] as const;
export const maritalStatuses = ['single', 'married', 'divorced', 'widowed'] as const;
export const housings = ['own', 'mortgage', 'rent', 'family', 'dormitory'] as const;

/** How many enquiries, delinquencies and failed payments of a person are remembered. */
export const ENQUIRIES = 8;
export const DELINQUENCIES = 4;
export const FAILURES = 6;
/** Sham turnover of a shop: orders without goods, money that goes round, invoices to oneself; honest shops that resemble it. */
export const shopForms = ['', 'brushed', 'circular', 'self-invoiced'] as const;
export type ShopForm = (typeof shopForms)[number];

/** A day long before the world: "never". */
export const NEVER = -1_000_000;

/* Traits that the seed alone decides (ring members get new ones with each wave). */
const traitColumns = {
  serial: [Float64Array, 1],
  segment: [Uint8Array, 1],
  hidden: [Uint8Array, 1],
  place: [Uint16Array, 1],
  cell: [Int32Array, 1],
  latitude: [Float64Array, 1],
  longitude: [Float64Array, 1],
  household: [Int32Array, 1],
  group: [Int32Array, 1],
  birthDay: [Int32Array, 1],
  female: [Uint8Array, 1],
  education: [Uint8Array, 1],
  housing: [Uint8Array, 1],
  incomeMinor: [Float64Array, 1],
  overstatement: [Float32Array, 1],
  impulse: [Float32Array, 1],
  solvency: [Float32Array, 1],
  nightHabit: [Float32Array, 1],
  numberLife: [Float32Array, 1],
  numberPhase: [Float32Array, 1],
  callHabit: [Float32Array, 1],
  android: [Uint8Array, 1],
  model: [Uint8Array, 1],
  sharesDevice: [Uint8Array, 1],
  turnoverMinor: [Float64Array, 1],
  shopOpened: [Int32Array, 1],
  praise: [Float32Array, 1],
  historyStart: [Int32Array, 1],
} as const;

/* What life changes. Everything a snapshot of a person has to hold. */
const lifeColumns = {
  employment: [Uint8Array, 1],
  jobStart: [Int32Array, 1],
  incomeFactor: [Float32Array, 1],
  marital: [Uint8Array, 1],
  dependents: [Uint8Array, 1],
  shock: [Float32Array, 1],
  openLoans: [Uint8Array, 1],
  outstandingMinor: [Float64Array, 1],
  debtMinor: [Float64Array, 1],
  utilisation: [Float32Array, 1],
  enquiryDay: [Int32Array, ENQUIRIES],
  enquiryLender: [Uint8Array, ENQUIRIES],
  delinquencyDay: [Int32Array, DELINQUENCIES],
  delinquencyDpd: [Uint16Array, DELINQUENCIES],
  failureDay: [Int32Array, FAILURES],
  paidInstalments: [Uint16Array, 1],
  ownLoans: [Uint8Array, 1],
  ownDebtMinor: [Float64Array, 1],
  ownOutstandingMinor: [Float64Array, 1],
  lastApplication: [Int32Array, 1],
  registered: [Uint8Array, 1],
  syncedBook: [Int32Array, 1],
  rate: [Float32Array, 1],
  applicationRate: [Float32Array, 1],
  enquiryRate: [Float32Array, 1],
} as const;

type Constructor =
  | typeof Uint8Array
  | typeof Uint16Array
  | typeof Int32Array
  | typeof Float32Array
  | typeof Float64Array;
type Layout = Readonly<Record<string, readonly [Constructor, number]>>;
type Columns<L extends Layout> = { readonly [K in keyof L]: InstanceType<L[K][0]> };

export type Traits = Columns<typeof traitColumns>;
export type Life = Columns<typeof lifeColumns>;

/** Everyone in the market, one row per person in typed columns: citizens first, then the rings' members. */
export interface People extends Traits, Life {
  readonly size: number;
  readonly citizens: number;
}

function allocate<L extends Layout>(layout: L, size: number): Columns<L> {
  const columns = Object.entries(layout).map(([name, [Column, width]]) => [name, new Column(size * width)]);
  return Object.fromEntries(columns) as Columns<L>;
}

export function allocatePeople(citizens: number, members: number): People {
  const size = citizens + members;
  return { size, citizens, ...allocate(traitColumns, size), ...allocate(lifeColumns, size) };
}

/** The columns that life changes, by name: what a snapshot copies. */
export function lifeOf(people: People): Life {
  const names = Object.keys(lifeColumns) as (keyof Life)[];
  return Object.fromEntries(names.map((name) => [name, people[name]])) as unknown as Life;
}

/** Copies saved columns over those of freshly made people. */
export function restoreLife(people: People, saved: Life): void {
  for (const name of Object.keys(lifeColumns) as (keyof Life)[]) (people[name] as Uint8Array).set(saved[name]);
}
