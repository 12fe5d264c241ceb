import { isTallyError, messageOf } from '#base';
import { bind } from '../../bind.ts';
import { columnarEngine } from '../../columnar/columnar-engine.ts';
import type { FactorColumns } from '../../event-table.ts';
import { referenceEngine } from '../../reference.ts';
import { sqlEngine, type SqlSession } from '../../sql/sql-engine.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { casesOf, type SqlCase } from './case-file.ts';
import { firstDifference } from './compare-case.ts';
import { NotApplicable } from './not-applicable.ts';
import { translateCase, type TranslatedCase } from './translate-case.ts';

/** What became of the cases of a folder. */
export interface CaseReport {
  readonly files: number;
  readonly unreadableFiles: readonly string[];
  readonly cases: number;
  readonly applicable: number;
  readonly passed: number;
  readonly failures: readonly { readonly file: string; readonly id: string; readonly reason: string }[];
  /** How many cases are about something else, by what that is. */
  readonly notApplicable: Readonly<Record<string, number>>;
}

/** Runs every case that definitions can express on each engine; a case passes when all give the expected rows. */
export async function runCases(
  files: readonly { readonly name: string; readonly text: string }[],
  sessions: readonly SqlSession[],
): Promise<CaseReport> {
  const unreadableFiles: string[] = [];
  const failures: { file: string; id: string; reason: string }[] = [];
  const reasons: Record<string, number> = {};
  let [cases, passed] = [0, 0];
  for (const { name, text } of files) {
    for (const told of readCases(text, () => unreadableFiles.push(name))) {
      cases++;
      const outcome = await runCase(told, sessions);
      if (outcome.kind === 'passed') passed++;
      else if (outcome.kind === 'failed') failures.push({ file: name, id: told.id, reason: outcome.reason });
      else reasons[outcome.reason] = (reasons[outcome.reason] ?? 0) + 1;
    }
  }
  const sorted = Object.fromEntries(Object.entries(reasons).sort((a, b) => b[1] - a[1]));
  const applicable = passed + failures.length;
  return { files: files.length, unreadableFiles, cases, applicable, passed, failures, notApplicable: sorted };
}

function readCases(text: string, refuse: () => void): SqlCase[] {
  try {
    return casesOf(readYaml(text));
  } catch (error) {
    if (!isTallyError(error, 'FACTORS_YAML')) throw error;
    refuse();
    return [];
  }
}

type Outcome = { readonly kind: 'passed' } | { readonly kind: 'failed' | 'other'; readonly reason: string };

async function runCase(told: SqlCase, sessions: readonly SqlSession[]): Promise<Outcome> {
  let translated: TranslatedCase;
  try {
    translated = translateCase(told);
  } catch (error) {
    if (error instanceof NotApplicable) return { kind: 'other', reason: error.message };
    throw error;
  }
  try {
    for (const [engine, columns] of await answers(translated, sessions)) {
      const difference = firstDifference(translated, columns, told.order);
      if (difference !== undefined) return { kind: 'failed', reason: `${engine}: ${difference}` };
    }
    return { kind: 'passed' };
  } catch (error) {
    if (error instanceof NotApplicable) return { kind: 'other', reason: error.message };
    return { kind: 'failed', reason: messageOf(error).split('\n')[0] ?? '' };
  }
}

async function answers(told: TranslatedCase, sessions: readonly SqlSession[]): Promise<[string, FactorColumns][]> {
  const { factors, events } = bind(told.factors, told.events);
  const { labels } = told;
  const results: [string, FactorColumns][] = [
    ['reference', referenceEngine(factors, events, labels)],
    ['columnar', (await columnarEngine(factors, events, { labels })).columns],
  ];
  for (const session of sessions)
    results.push([session.dialect, await sqlEngine(session, factors, { events, labels })]);
  return results;
}
