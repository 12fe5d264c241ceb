import type { Country } from '../country.ts';
import type { DayBook } from '../day-book.ts';
import type { WorldIdentifier } from '../event.ts';
import { opaque, phoneOf } from '../identifiers.ts';
import type { Buyer, CompanyExtract, Guarantor } from '../planted/guise.ts';
import { appearanceOf } from '../planted/stage.ts';
import { at, bits, pick, purpose } from '../random.ts';
import type { Wish } from '../wish.ts';

/** Firms that citizens trade with. */
const FIRMS = 4_000;

interface Paper {
  readonly book: DayBook;
  readonly at: number;
  readonly identifiers: readonly WorldIdentifier[];
}

export interface CompanyPapers {
  readonly paper: Paper;
  readonly applicationId: string;
  readonly wish: Wish;
}

/** Register, trade and guarantees of the company behind an application. */
export function writeCompany(country: Country, person: number, { paper, applicationId, wish }: CompanyPapers): void {
  const appearance = appearanceOf(country, person);
  const extract = appearance.company ?? ownCompany(country, person, paper.book.day);
  const { book, identifiers } = paper;
  const entry = { aside: 'b', at: paper.at + 1000, identifiers } as const;
  book.write({ ...entry, kind: 'company.reported', source: 'vendor:company-register', data: { ...extract } });
  const turnover = 6 * at(country.people.turnoverMinor, person);
  for (const { company, share } of appearance.buyers ?? buyersOf(country, person)) {
    const amountMinor = Math.round(turnover * share);
    const payments = 1 + Math.round(12 * share);
    const data = { company: extract.company, buyerCompany: company, amountMinor, payments };
    book.write({ ...entry, kind: 'trade.settled', source: 'vendor:bank', data });
  }
  const number = bits(country.seed, purpose.papers, at(country.people.serial, person), paper.book.day);
  for (const { guarantor, guarantorKind, share, relation } of appearance.guarantors ??
    guarantorsOf(country, person, number)) {
    const amountMinor = Math.round(wish.amountMinor * share);
    const data = { applicationId, company: extract.company, guarantor, guarantorKind, amountMinor, relation };
    book.write({ ...entry, kind: 'guarantee.given', source: 'app', data });
  }
}

/** The company of an owner who stands alone. */
export function ownCompany(country: Country, person: number, day: number): CompanyExtract {
  const { people, seed } = country;
  const serial = at(people.serial, person);
  const draw = bits(seed, purpose.papers, serial, 1);
  const place = at(people.place, person);
  return {
    company: companyOf(country, person),
    legalPerson: `lp-${opaque(country, `legal:${serial}`)}`,
    // One in five has its seat in a business centre, one in three keeps its books at a bureau of the place.
    companyAddress: draw % 5 === 0 ? `ca-${place}-${(draw >>> 8) % 3}` : `ca-${opaque(country, `seat:${serial}`)}`,
    companyPhone: phoneOf(country, person, day),
    accountant: draw % 3 === 0 ? `ac-${place}-${(draw >>> 12) % 2}` : `ac-${opaque(country, `books:${serial}`)}`,
    ageMonths: Math.max(1, Math.floor((day - at(people.shopOpened, person)) / 30.4)),
    capitalMinor: 1_000_000 * (1 + (draw % 30)),
    employees: (draw >>> 16) % 12,
  };
}

/** The register number of an owner's company. */
export function companyOf(country: Country, person: number): string {
  return `f-${opaque(country, `firm:${country.people.serial[person]}`)}`;
}

function buyersOf({ people, seed }: Country, person: number): Buyer[] {
  const draw = bits(seed, purpose.papers, at(people.serial, person), 2);
  return Array.from({ length: 1 + (draw % 3) }, (_, k) => ({
    company: outsideFirm(draw + k * 7919),
    share: 0.1 + ((draw >>> (4 * k)) % 16) / 50,
  }));
}

/** A firm of the wider market. */
export function outsideFirm(draw: number): string {
  return `f-${(draw >>> 0) % FIRMS}`;
}

/* One owner in five has somebody vouch for him: a guarantee company, kin, or a firm that he trades with. */
function guarantorsOf(country: Country, person: number, draw: number): Guarantor[] {
  if (draw % 5 !== 0) return [];
  const kind = pick([4, 4, 2], ((draw >>> 8) % 1000) / 1000);
  const region = country.places[at(country.people.place, person)]?.region ?? 0;
  if (kind === 0)
    return [{ guarantor: `gi-${region}-${draw % 3}`, guarantorKind: 'institution', share: 0.8, relation: 'fee' }];
  if (kind === 1) {
    const guarantor = `kin-${opaque(country, `kin:${country.people.serial[person]}`)}`;
    return [{ guarantor, guarantorKind: 'person', share: 1, relation: 'family' }];
  }
  return [{ guarantor: outsideFirm(draw >>> 3), guarantorKind: 'company', share: 0.5, relation: 'trade' }];
}
