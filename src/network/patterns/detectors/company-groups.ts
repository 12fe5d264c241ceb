import type { Case, CaseCompany } from '../cases/case.ts';
import type { PatternFinding } from '../pattern.ts';
import type { Setting } from '../setting.ts';

/** An application of an owner with his company. */
export interface Owned {
  readonly one: Case;
  readonly company: CaseCompany;
}

/** Applications with a company; the newest of each company comes last. */
export function ownedOf({ cases }: Setting): Owned[] {
  return cases.flatMap((one) => (one.company === undefined ? [] : [{ one, company: one.company }]));
}

/** Groups of companies that pairs hold together, by their numbers. */
export function groupsOfPairs(pairs: Iterable<readonly [number, number]>): Map<number, number> {
  const parents = new Map<number, number>();
  const rootOf = (node: number): number => {
    let root = node;
    for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root)) root = next;
    parents.set(node, root);
    return root;
  };
  for (const [a, b] of pairs) {
    const [low, high] = [rootOf(a), rootOf(b)].sort((x, y) => x - y) as [number, number];
    parents.set(high, low);
    parents.set(low, low);
  }
  return new Map([...parents.keys()].map((node) => [node, rootOf(node)]));
}

/** What holds for a company: the best finding of its applications, in its name. */
export function companyFindings(
  { book }: Setting,
  findings: readonly PatternFinding[],
  owned: readonly Owned[],
): PatternFinding[] {
  const names = new Map(owned.map(({ one, company }) => [one.id, book.companies.nameOf(company.company)]));
  const best = new Map<string, PatternFinding>();
  for (const finding of findings) {
    const entity = names.get(finding.entity);
    if (entity === undefined) continue;
    const known = best.get(entity);
    if (known === undefined || finding.score > known.score)
      best.set(entity, { ...finding, entityKind: 'company', entity });
  }
  return [...best.values()];
}
