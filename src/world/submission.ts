import type { Country } from './country.ts';
import type { Evidence } from './evidence.ts';
import { accountOf, deviceOf, nationalIdOf, phoneOf } from './identifiers.ts';
import { addressOf, employerOf, fullNameOf } from './names.ts';
import { educations, employment, employments, housings, maritalStatuses } from './people.ts';
import { formatCell } from './places.ts';
import { publish } from './published.ts';
import { at } from './random.ts';
import { ageOf, jobMonthsOf, type Visit } from './visit.ts';
import type { Wish } from './wish.ts';

export interface Submission {
  readonly evidence: Evidence;
  readonly wish: Wish;
  readonly fieldsRevisited: number;
}

/** The application itself. */
export function submit(country: Country, visit: Visit, submission: Submission): void {
  const { person, number, book } = visit;
  book.write({
    kind: 'application.submitted',
    at: visit.at,
    source: 'app',
    identifiers: [
      { kind: 'application', value: `w-${number}` },
      { kind: 'national_id', value: nationalIdOf(country, person) },
      { kind: 'phone', value: phoneOf(country, person, book.day) },
      { kind: 'device', value: deviceOf(country, person) },
      { kind: 'account', value: accountOf(country, person) },
    ],
    data: {
      applicationId: `w-${number}`,
      currency: 'CNY',
      ...submission.wish,
      ...whoIs(country, visit),
      form: formOf(visit, submission),
    },
  });
}

function formOf({ rng }: Visit, { evidence, fieldsRevisited }: Submission): Record<string, number> {
  const { durationS, idleS } = publish(evidence);
  return { durationS, edits: rng.poisson(3), pastes: evidence.pastes, idleS, fieldsRevisited };
}

function whoIs(country: Country, { person, book }: Visit): Record<string, unknown> {
  const { people } = country;
  const job = at(people.employment, person);
  return {
    employment: employments[job],
    ...(job === employment.salaried ? { employer: employerOf(country, person) } : {}),
    jobMonths: jobMonthsOf(country, person, book.day),
    education: educations[at(people.education, person)],
    maritalStatus: maritalStatuses[at(people.marital, person)],
    dependents: at(people.dependents, person),
    housing: housings[at(people.housing, person)],
    age: ageOf(country, person, book.day),
    sex: at(people.female, person) === 1 ? 'female' : 'male',
    cell: formatCell(at(people.cell, person)),
    latitude: Math.round(at(people.latitude, person) * 1e5) / 1e5,
    longitude: Math.round(at(people.longitude, person) * 1e5) / 1e5,
    fullName: fullNameOf(country, person),
    address: addressOf(country, person),
  };
}
