import { log } from '#base';
import type { Case, CaseGuarantee } from '../cases/case.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';
import { clamp, findingOf, median, outcomeReason, ownOutcome, spanOf, type Reason } from '../weigh.ts';
import { companyFindings, groupsOfPairs, ownedOf, type Owned } from './company-groups.ts';

const PRIOR = -3;
/** Groups larger than this are the economy. */
const LARGEST = 40;

/**
 * Guarantee circles: companies that vouch for each other in a ring or along a chain, for more than they are worth, within weeks, and
 * fall together. Chambers have one guarantor for all; families are few; joint liability is old firms, small loans and everybody for everybody.
 */
export function guaranteeCircles(setting: Setting): PatternFinding[] {
  const owned = ownedOf(setting);
  const given = setting.cases.flatMap(({ guarantees }) => guarantees.filter(({ isCompany }) => isCompany));
  const known = new Set(owned.map(({ company }) => company.company));
  const among = given.filter(({ company, guarantor }) => known.has(company) && known.has(guarantor));
  const roots = groupsOfPairs(among.map(({ company, guarantor }) => [company, guarantor] as const));
  const groups = new Map<number, Owned[]>();
  for (const one of owned) {
    const root = roots.get(one.company.company);
    if (root !== undefined) groups.set(root, [...(groups.get(root) ?? []), one]);
  }
  const findings = [...groups].flatMap(([root, members]) => {
    const edges = among.filter(({ company }) => roots.get(company) === root);
    if (members.length < 2 || members.length > LARGEST) return [];
    const shared = groupReasons(setting, members, edges);
    const group = `guarantee-circle:${setting.book.companies.nameOf(root)}`;
    return members.flatMap(({ one, company }) => {
      const vouched =
        edges.some((edge) => edge.company === company.company) &&
        edges.some((edge) => edge.guarantor === company.company);
      const own: Reason = { what: 'vouches-and-is-vouched-for', weight: vouched ? 0.6 : -0.4, cases: [one] };
      return (
        findingOf({
          pattern: 'guarantee-circle',
          one,
          group,
          prior: PRIOR,
          reasons: [...shared, own, ownOutcome(setting, one)],
        }) ?? []
      );
    });
  });
  return [...findings, ...companyFindings(setting, findings, owned)];
}

function groupReasons(setting: Setting, members: readonly Owned[], edges: readonly CaseGuarantee[]): Reason[] {
  const cases: Case[] = members.map(({ one }) => one);
  const companies = new Set(members.map(({ company }) => company.company)).size;
  const pairs = new Set(edges.map(({ company, guarantor }) => `${company}:${guarantor}`));
  const dense = pairs.size / Math.max(1, companies * (companies - 1));
  const mutual =
    edges.filter(({ company, guarantor }) => pairs.has(`${guarantor}:${company}`)).length / Math.max(1, edges.length);
  const vouched = edges.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const capital = members.reduce((sum, { company }) => sum + company.capitalMinor, 0);
  const age = median(members.map(({ company }) => company.ageMonths));
  const names = members.map(({ company }) => setting.book.companies.nameOf(company.company));
  return [
    {
      what: 'ring-or-chain-of-guarantees',
      weight: companies < 4 ? -1.5 : clamp(0.5 * (companies - 3), 1.5),
      cases,
      count: pairs.size,
      with: names,
    },
    { what: 'everybody-for-everybody', weight: dense > 0.7 && companies > 3 ? -2 : 0, cases, with: names },
    { what: 'pairs-only', weight: companies > 2 && mutual > 0.6 && dense < 0.7 ? -1 : 0, cases },
    {
      what: vouched > capital ? 'more-than-they-are-worth' : 'within-their-worth',
      weight: clamp(0.6 * log((vouched + 1) / (capital + 1)), 1.5),
      cases,
    },
    {
      what: age < 30 ? 'young-companies' : 'old-companies',
      weight: clamp(0.8 * log(40 / (age + 1)), 1.5),
      cases,
      count: Math.round(age),
    },
    { what: 'within-weeks', weight: spanOf(cases) < 45 ? 0.6 : -0.6, cases },
    outcomeReason(setting, cases),
  ];
}
