import type { LivedPatterns } from './lived-patterns.ts';

/** Share of look-alikes that may be accused. */
const RATE = 0.01;

/** How a detector did on one market. */
export interface Grade {
  readonly members: number;
  readonly lookAlikes: number;
  readonly recall: number;
  readonly plain: number;
  readonly hidden: number;
  /** What could be found if every member who is not camouflaged were, and of the others those that were. */
  readonly ceiling: number;
  readonly atZero: number;
  readonly lookAlikesAtZero: number;
  readonly ordinary: number;
  readonly ordinaryAtZero: number;
}

/**
 * Members above the threshold that at most 1 % of the pattern's look-alikes exceed, and at most 1 % of ordinary applications. It is the score of a look-alike and has
 * to be exceeded: members who tie with it do not count, and who has no finding at all is below every threshold. Ordinary applications
 * are those that are neither member nor look-alike of any pattern.
 */
export function gradeOf({ rows, truth, findings }: LivedPatterns, pattern: string): Grade {
  const scores = new Map(
    findings.flatMap((one) =>
      one.pattern === pattern && one.entityKind === 'application' ? [[one.entity, one.score] as const] : [],
    ),
  );
  const scoreOf = (entity: string): number => scores.get(entity) ?? -Infinity;
  const some = rows.filter((row) => row.pattern === pattern && row.entityKind === 'application');
  const members = some.filter(({ isLookAlike }) => !isLookAlike);
  const alike = some.filter(({ isLookAlike }) => isLookAlike).map(({ entity }) => scoreOf(entity));
  const lookAlikeCut = alike.sort((a, b) => b - a)[Math.floor(RATE * alike.length)] ?? -Infinity;
  const special = new Set(rows.map(({ entity }) => entity));
  const ordinary = truth
    .filter(({ applicationId }) => !special.has(applicationId))
    .map(({ applicationId }) => scoreOf(applicationId));
  // Nor may more than 1 % of ordinary applications be accused, where hardly a look-alike has a finding at all.
  const cut = Math.max(
    lookAlikeCut,
    ordinary.toSorted((a, b) => b - a)[Math.floor(RATE * ordinary.length)] ?? -Infinity,
  );
  const found = (list: readonly { readonly entity: string }[], least = cut): number => {
    return list.filter(({ entity }) => scoreOf(entity) > least).length / list.length;
  };
  const above = (list: readonly number[], least: number): number =>
    list.filter((score) => score > least).length / Math.max(1, list.length);
  const plain = members.filter(({ camouflaged }) => !camouflaged);
  const hidden = members.filter(({ camouflaged }) => camouflaged);
  return {
    ...{ members: members.length, lookAlikes: alike.length },
    ...{ recall: found(members), plain: found(plain), hidden: found(hidden) },
    ceiling: (plain.length + hidden.filter(({ entity }) => scoreOf(entity) > cut).length) / members.length,
    ...{ atZero: found(members, 0), lookAlikesAtZero: above(alike, 0) },
    ...{ ordinary: above(ordinary, cut), ordinaryAtZero: above(ordinary, 0) },
  };
}

/** Days from a member's application to the first alert about him, and how many of his group had applied by the first alert about any of it. */
export function delayOf({ rows, firstAlert }: LivedPatterns, pattern: string): string {
  const members = rows.filter((row) => row.pattern === pattern && row.entityKind === 'application' && !row.isLookAlike);
  const delays: number[] = [];
  const groups = new Map<string, { days: number[]; alert: number }>();
  for (const { entity, group, fromDay } of members) {
    const alert = firstAlert.get(`${pattern} ${entity}`);
    if (alert !== undefined) delays.push(Math.max(0, alert - fromDay));
    const told = groups.get(group) ?? { days: [], alert: Infinity };
    told.days.push(fromDay);
    told.alert = Math.min(told.alert, alert ?? Infinity);
    groups.set(group, told);
  }
  const lost = [...groups.values()].map(({ days, alert }) => days.filter((day) => day < alert).length / days.length);
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
  const mean = lost.reduce((sum, share) => sum + share, 0) / Math.max(1, lost.length);
  return `median ${median(delays)} days (of the ${delays.length} alerted of ${members.length}); ${(100 * mean).toFixed(0)} % of a group's applications before its first alert`;
}
