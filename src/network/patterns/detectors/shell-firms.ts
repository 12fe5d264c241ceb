import { log } from '#base';
import type { CaseCompany } from '../cases/case.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';
import { clamp, findingOf, largest, median, outcomeReason, ownOutcome, type Reason } from '../weigh.ts';
import { companyFindings, groupsOfPairs, ownedOf, type Owned } from './company-groups.ts';

const PRIOR = -3;
const LARGEST = 60;

/**
 * Shell firms: young companies of one hand (legal person, seat, telephone, books) with hardly anybody in them, that trade with each
 * other alone. Holding groups share all that too, but sell to others and employ people; tenants of one house share nothing but it.
 */
export function shellFirms(setting: Setting): PatternFinding[] {
  const owned = ownedOf(setting);
  const known = new Set(owned.map(({ company }) => company.company));
  const inside = setting.book.trades.filter(({ company, buyer }) => known.has(company) && known.has(buyer));
  const open = new Set(setting.book.trades.filter(({ buyer }) => !known.has(buyer)).map(({ company }) => company));
  const roots = groupsOfPairs(closePairs(owned, { inside, open }));
  const groups = new Map<number, Owned[]>();
  for (const one of owned) {
    const root = roots.get(one.company.company);
    if (root !== undefined) groups.set(root, [...(groups.get(root) ?? []), one]);
  }
  const outside = outsideShares(setting, roots);
  const findings = [...groups].flatMap(([root, members]) => {
    if (new Set(members.map(({ company }) => company.company)).size < 3 || members.length > LARGEST) return [];
    const shared = groupReasons(setting, members, outside);
    const group = `shell-firms:${setting.book.companies.nameOf(root)}`;
    return members.flatMap(({ one, company }) => {
      const open = outside.get(company.company) ?? NaN;
      const own: Reason[] = [
        {
          what: open > 0.3 ? 'sells-to-others' : 'no-other-customers',
          weight: open === open ? clamp(1.5 * (0.4 - open), 1) : 0,
          cases: [one],
        },
        ownOutcome(setting, one),
      ];
      return findingOf({ pattern: 'shell-firms', one, group, prior: PRIOR, reasons: [...shared, ...own] }) ?? [];
    });
  });
  return [...findings, ...companyFindings(setting, findings, owned)];
}

/** How much each thing that two companies share says that they are one; two points hold them together. */
const TIES = { legalPerson: 2, phone: 2, address: 1, accountant: 1, trade: 1.5, onlyTrade: 2 } as const;

interface Trade {
  readonly inside: Setting['book']['trades'];
  /** Companies that sell to others too. */
  readonly open: ReadonlySet<number>;
}

/* What half a town shares holds nobody together. */
function closePairs(owned: readonly Owned[], { inside, open }: Trade): (readonly [number, number])[] {
  const ties = new Map<string, { pair: readonly [number, number]; points: number }>();
  const tie = (a: number, b: number, points: number): void => {
    if (a === b) return;
    const pair = a < b ? ([a, b] as const) : ([b, a] as const);
    const known = ties.get(pair.join(':')) ?? { pair, points: 0 };
    known.points += points;
    ties.set(pair.join(':'), known);
  };
  for (const trait of ['legalPerson', 'address', 'phone', 'accountant'] as const) {
    const shared = new Map<number, Set<number>>();
    for (const { company } of owned) {
      if (company[trait] < 0) continue;
      shared.set(company[trait], (shared.get(company[trait]) ?? new Set<number>()).add(company.company));
    }
    for (const set of shared.values()) {
      if (set.size > 15) continue;
      const companies = [...set];
      for (const [n, a] of companies.entries()) for (const b of companies.slice(n + 1)) tie(a, b, TIES[trait]);
    }
  }
  for (const { company, buyer } of inside) tie(company, buyer, open.has(company) ? TIES.trade : TIES.onlyTrade);
  return [...ties.values()].filter(({ points }) => points >= 2).map(({ pair }) => pair);
}

/** By company: the share of its trade with others than its group. */
function outsideShares({ book }: Setting, roots: ReadonlyMap<number, number>): Map<number, number> {
  const sums = new Map<number, { all: number; out: number }>();
  for (const { company, buyer, amountMinor } of book.trades) {
    const told = sums.get(company) ?? { all: 0, out: 0 };
    told.all += amountMinor;
    if (roots.get(company) === undefined || roots.get(company) !== roots.get(buyer)) told.out += amountMinor;
    sums.set(company, told);
  }
  return new Map([...sums].map(([company, { all, out }]) => [company, all > 0 ? out / all : NaN]));
}

function groupReasons(setting: Setting, members: readonly Owned[], outside: ReadonlyMap<number, number>): Reason[] {
  const cases = members.map(({ one }) => one);
  const names = members.map(({ company }) => setting.book.companies.nameOf(company.company));
  const same = (trait: keyof CaseCompany): number => {
    const counts = new Map<number, number>();
    for (const { company } of members) counts.set(company[trait], (counts.get(company[trait]) ?? 0) + 1);
    return largest(counts.values()) / members.length;
  };
  const hands = ['legalPerson', 'address', 'phone', 'accountant'].filter(
    (trait) => same(trait as keyof CaseCompany) >= 0.4,
  ).length;
  const open = median(members.map(({ company }) => outside.get(company.company) ?? NaN));
  const age = median(members.map(({ company }) => company.ageMonths));
  const staff = median(members.map(({ company }) => company.employees));
  return [
    { what: 'one-hand', weight: 0.7 * (hands - 1.2), cases, count: hands, with: names },
    {
      what: open < 0.3 ? 'trade-among-themselves' : 'sell-to-others',
      weight: open === open ? clamp(6 * (0.45 - open), 3) : 0,
      cases,
      count: Math.round(100 * (1 - open)) || 0,
      with: names,
    },
    {
      what: age < 24 ? 'young-companies' : 'old-companies',
      weight: clamp(0.8 * log(20 / (age + 1)), 1.5),
      cases,
      count: Math.round(age),
    },
    {
      what: staff < 3 ? 'nobody-works-there' : 'people-work-there',
      weight: clamp(0.6 * log(4 / (staff + 1)), 1.5),
      cases,
      count: Math.round(staff),
    },
    outcomeReason(setting, cases),
  ];
}
