import type { Country } from '../country.ts';
import { friendsPhones } from '../contact-book.ts';
import { accountOf, opaque } from '../identifiers.ts';
import { employerOf } from '../names.ts';
import { employment } from '../people.ts';
import { appearanceOf } from '../planted/stage.ts';
import { at, bits, purpose } from '../random.ts';
import { MINUTE, type Visit } from '../visit.ts';
import type { Wish } from '../wish.ts';
import { cardOf } from './cards.ts';
import { writeCompany } from './companies.ts';

/** Of a thousand applications of citizens so many come through a sales office, and so many through a registered agent. */
const OFFICES = 60;
const AGENTS = 15;
/** Layouts of papers in use. */
const TEMPLATES = 60;

/** The papers of an application: who vouches for whom, who brought it, where the money is to go; of an owner also his company's. */
export function writePapers(country: Country, visit: Visit, wish: Wish): void {
  const { person, number, book } = visit;
  const applicationId = `w-${number}`;
  const identifiers = [
    { kind: 'application', value: applicationId },
    { kind: 'account', value: accountOf(country, person) },
  ] as const;
  const paper = { book, at: visit.at - 0.4 * MINUTE, identifiers };
  book.write({
    kind: 'application.referenced',
    aside: 'b',
    at: paper.at,
    source: 'app',
    identifiers,
    data: {
      applicationId,
      emergencyContacts: contactsOf(country, visit),
      card: cardOf(country, person, book.day),
      ...broughtBy(country, visit),
      ...salaryOf(country, person),
    },
  });
  if (wish.productId === 'shop-loan') writeCompany(country, person, { paper, applicationId, wish });
}

function contactsOf(country: Country, { person, book }: Visit): readonly string[] {
  const { emergencyContacts } = appearanceOf(country, person);
  return emergencyContacts ?? friendsPhones(country, person, book.day).slice(0, 2);
}

/* Offices and agents of the place, and the layout of the papers: that of the employer, or one of many. */
function broughtBy(country: Country, { person, number }: Visit): Record<string, string> {
  const { seed, people } = country;
  const { office, agent, template } = appearanceOf(country, person);
  const isHost = country.stage === undefined;
  const draw = bits(seed, purpose.papers, number, 0);
  const place = at(people.place, person);
  const own: Record<string, string> = {};
  if (office !== undefined) own['office'] = office;
  else if (isHost && draw % 1000 < OFFICES) own['office'] = officeOf(place, (draw >>> 12) % 2);
  if (agent !== undefined) own['agent'] = agent;
  else if (isHost && (draw >>> 16) % 1000 < AGENTS) own['agent'] = `agent-${place}-${(draw >>> 4) % 2}`;
  if (own['office'] !== undefined || own['agent'] !== undefined || draw % 4 === 0) {
    own['template'] = template ?? templateOf(country, person, draw);
  }
  return own;
}

/** The sales offices of a place. */
export function officeOf(place: number, n: number): string {
  return `office-${place}-${n}`;
}

function templateOf(country: Country, person: number, draw: number): string {
  const salaried = at(country.people.employment, person) === employment.salaried;
  return salaried ? `tp-${opaque(country, employerOf(country, person)).slice(-6)}` : `tp-${draw % TEMPLATES}`;
}

/* Most employers pay their people themselves. */
function salaryOf(country: Country, person: number): Record<string, unknown> {
  if (at(country.people.employment, person) !== employment.salaried) return {};
  const { salaryPayer } = appearanceOf(country, person);
  const employer = employerOf(country, person);
  const host = country.stage?.host ?? country;
  const company = salaryPayer?.company ?? companyNamed(host, employer);
  const ageMonths = salaryPayer?.ageMonths ?? 10 + (parseInt(company.slice(-4), 16) % 260);
  return { salaryPayer: company, payerAgeMonths: ageMonths };
}

/** The register number of a company by any name. */
export function companyNamed(country: Country, name: string): string {
  return `f-${opaque(country, `company:${name}`)}`;
}
