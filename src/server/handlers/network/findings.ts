import { formatDay, formatInstant, type z } from '#base';
import {
  evidenceWords,
  figureWords,
  fraudPatterns,
  learnedPattern,
  learnedWords,
  type PatternEvidence,
} from '#network';
import { forTenant } from '#store';
import type { networkRoutes } from '../../api/network.ts';
import type { Call } from '../../http/context.ts';
import type { Tenant } from '../../platform/open-tenant.ts';
import { finiteOrNull } from '../../views/money-view.ts';
import { outerId } from './node-ids.ts';

type QueryOf<R> = R extends { query?: z.ZodType<infer Q> } ? Q : never;
type Routes = typeof networkRoutes;

interface FindingRow extends Record<string, unknown> {
  readonly finding_id: string;
  readonly pattern: string;
  readonly score: number;
  readonly found_at: number;
  readonly case_id: string | null;
  readonly body: {
    readonly at: number;
    readonly members: readonly string[];
    readonly evidence: readonly PatternEvidence[];
  };
}

const FINDINGS = `
  select f.*, (select c.case_id from network_case c where c.tenant = f.tenant and c.finding_id = f.finding_id
    order by c.created_at desc limit 1) as case_id
  from network_finding f where f.tenant = $1 and ($2::text is null or f.pattern = $2)
  order by f.score desc, f.finding_id limit $3`;

const wordsOf = new Map<string, { en: string; zh: string }>(
  [...fraudPatterns, learnedPattern].map(({ pattern, en, zh }) => [pattern, { en, zh }]),
);

export async function listFindings({ tenant, query }: Call<unknown, QueryOf<Routes['findings']>>) {
  const read = forTenant(tenant.engine.ports.db, tenant.id);
  const [rows, counts] = await Promise.all([
    read.query<FindingRow>(FINDINGS, [query.pattern ?? null, query.limit]),
    read.query<{ pattern: string; found: number; seen_at: number }>(
      'select pattern, count(*)::int4 as found, max(seen_at) as seen_at from network_finding where tenant = $1 group by pattern',
    ),
  ]);
  const found = new Map(counts.map((one) => [one.pattern, one.found]));
  const lastRun = tenant.findings.lastRun ?? counts[0]?.seen_at;
  return {
    at: lastRun === undefined ? null : formatInstant(lastRun),
    learned: tenant.learned.lastRun ?? null,
    patterns: [...wordsOf].map(([pattern, text]) => ({ pattern, text, found: found.get(pattern) ?? 0 })),
    items: rows.map((row) => findingView(tenant, row)),
  };
}

function findingView(tenant: Tenant, { finding_id, pattern, score, found_at, case_id, body }: FindingRow) {
  return {
    ...{ id: finding_id, pattern, text: wordsOf.get(pattern) ?? { en: pattern, zh: pattern }, score },
    ...{ members: [...body.members], foundAt: formatInstant(found_at), caseId: case_id },
    evidence: body.evidence.map((piece) => ({
      text: learnedWords(piece) ?? evidenceWords(piece),
      with: piece.with.flatMap((id) => nodeOf(tenant, id)),
      firstAt: instantOrNull(piece.first),
      lastAt: instantOrNull(piece.last),
    })),
  };
}

const instantOrNull = (at: number | null): string | null =>
  at !== null && Number.isFinite(at) ? formatInstant(at) : null;

/** The node that an id of the events is: whichever kind has one of that name. */
function nodeOf(tenant: Tenant, id: string): string[] {
  const { nodes } = tenant.network;
  const kind = nodes.figures().find((one) => nodes.find({ kind: one.kind, token: id }) !== undefined)?.kind;
  return kind === undefined || kind === 'person' ? [] : [outerId(tenant, `${kind}:${id}`)];
}

export async function detectNow({ tenant }: Call) {
  const at = tenant.engine.ports.clock.now();
  return { found: await tenant.findings.run(at), at: formatInstant(at) };
}

export function watchedDays({ tenant, query }: Call<unknown, QueryOf<Routes['watch']>>) {
  const days = tenant.watcher.days.slice(-query.days);
  const names = [...new Set(days.flatMap(({ figures }) => figures.map(({ figure }) => figure)))];
  const values = new Map(days.map(({ day, figures }) => [day, new Map(figures.map((one) => [one.figure, one.value]))]));
  return {
    figures: names.map((name) => ({
      ...{ name, text: figureWords(name), days: days.map(({ day }) => formatDay(day)) },
      values: days.map(({ day }) => finiteOrNull(values.get(day)?.get(name))),
    })),
    alerts: days.toReversed().flatMap(({ day, alerts }) =>
      alerts.map(({ figure, kind, value, expected, deviation }) => ({
        ...{ day: formatDay(day), figure, kind, text: figureWords(figure) },
        ...{ value, expected, deviation },
      })),
    ),
  };
}
