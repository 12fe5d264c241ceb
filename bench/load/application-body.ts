import { type Rng } from '#base';

const EMPLOYMENT = ['salaried', 'self_employed', 'shop_owner', 'gig'];
const EDUCATION = ['school', 'college', 'bachelor', 'postgraduate'];
const HOUSING = ['own', 'mortgage', 'rent', 'family'];

/** People who apply; about every fifth application is somebody's second or later. */
const RETURNING = 0.2;

/** The body of `POST /v1/applications` number `n`, of a made-up person. */
export function applicationBody(rng: Rng, n: number): string {
  const person = n > 0 && rng.chance(RETURNING) ? rng.below(n) : n;
  const pick = (list: readonly string[]): string => list[rng.below(list.length)] ?? '';
  const east = rng.below(1000);
  const north = rng.below(1000);
  return JSON.stringify({
    productId: 'cash-loan',
    amountMinor: 100_000 * (1 + rng.below(30)),
    currency: 'CNY',
    termMonths: [3, 6, 9, 12][rng.below(4)],
    purpose: 'consumption',
    declaredIncomeMinor: 300_000 + rng.below(2_000_000),
    employment: pick(EMPLOYMENT),
    jobMonths: rng.below(240),
    education: pick(EDUCATION),
    maritalStatus: rng.chance(0.5) ? 'married' : 'single',
    dependents: rng.below(4),
    housing: pick(HOUSING),
    age: 20 + rng.below(45),
    sex: rng.chance(0.5) ? 'female' : 'male',
    cell: `c${east}-${north}`,
    latitude: 30 + north / 1000,
    longitude: 110 + east / 1000,
    fullName: `Person ${person}`,
    address: `${person} Long Street`,
    form: {
      durationS: 60 + rng.below(400),
      edits: rng.below(20),
      pastes: rng.below(2),
      idleS: rng.below(60),
      fieldsRevisited: rng.below(5),
    },
    identifiers: [
      { kind: 'national_id', value: `11010119${String(person).padStart(10, '0')}` },
      { kind: 'phone', value: `+861${String(3_000_000_000 + person)}` },
      { kind: 'account', value: `user-${person}` },
      { kind: 'device', value: `device-${person}` },
    ],
  });
}
