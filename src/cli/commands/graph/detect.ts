import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { systemClock, TallyError } from '#base';
import { detectPatterns, fraudPatterns, type FraudPattern, type PatternFinding } from '#network';
import { createFrame, float64Column, stringColumn, writeTable } from '#table';
import { runs } from '../../command.ts';
import { oneOf } from '../factors/one-of.ts';
import { readEventTables } from './detect/event-tables.ts';
import { instantOf } from './detect/instant.ts';
import { takeEvents } from './detect/take-events.ts';

interface DetectCommand {
  readonly events: string;
  readonly out: string;
  readonly asOf?: string;
  readonly pattern?: string;
  readonly minScore: string;
}

/** Adds `graph detect`. */
export function addDetect(group: Command): void {
  const names = fraudPatterns.map(({ pattern }) => pattern);
  const command = group
    .command('detect')
    .description('look for the eleven patterns of fraud in events: what shows them, how surely, and why')
    .requiredOption(
      '--events <path>',
      'a folder <kind>/*.parquet as "tally world export" writes it, or a table with a column kind',
    )
    .option('--as-of <instant>', 'a date or milliseconds: what became known later is not seen')
    .option('--pattern <list>', `by comma: ${names.join(', ')}`)
    .option('--min-score <nats>', 'findings below are left out; above 0 the pattern is the likelier', '0')
    .requiredOption('--out <file>', 'entity_kind, entity, pattern, score, group, evidence (JSON), at: CSV or Parquet');
  runs<DetectCommand>(command, async (options, output) => {
    const patterns = options.pattern?.split(',').map((name) => oneOf<FraudPattern>('pattern', name.trim(), names));
    const minScore = numberOf(options.minScore);
    const asOf = instantOf(options.asOf);
    const bar = stages(output.json);
    const started = systemClock.now();
    const tables = await readEventTables(options.events, (done, total) => bar.update('reading', done, total));
    const rows = tables.reduce((sum, { frame }) => sum + frame.rows, 0);
    const read = systemClock.now();
    const { book, ...counts } = takeEvents(tables, asOf, (done) => bar.update('taking', done, rows));
    const taken = systemClock.now();
    const findings = detectPatterns(book, {
      ...{ at: Math.min(asOf, book.latest), minScore },
      ...(patterns === undefined ? {} : { patterns }),
      onPattern: (pattern, done, total) => bar.update(pattern, done, total),
    });
    bar.stop();
    const done = systemClock.now();
    await writeTable(tableOf(findings), options.out);
    const seconds = { read: (read - started) / 1000, take: (taken - read) / 1000, detect: (done - taken) / 1000 };
    const told = {
      out: options.out,
      ...counts,
      applications: book.cases.length,
      findings: countsOf(findings),
      seconds,
    };
    output.result(told, () => describe(told));
  });
}

function numberOf(text: string): number {
  const value = text === '-Infinity' ? -Infinity : Number(text);
  if (text.trim() !== '' && value === value) return value;
  throw new TallyError('CLI_OPTION', `--min-score is "${text}"`, { hint: 'give a number of nats, such as 0' });
}

function tableOf(findings: readonly PatternFinding[]) {
  return createFrame([
    ['entity_kind', stringColumn(findings.map(({ entityKind }) => entityKind))],
    ['entity', stringColumn(findings.map(({ entity }) => entity))],
    ['pattern', stringColumn(findings.map(({ pattern }) => pattern))],
    ['score', float64Column(Float64Array.from(findings, ({ score }) => score))],
    ['group', stringColumn(findings.map(({ group }) => group))],
    ['evidence', stringColumn(findings.map(({ evidence }) => JSON.stringify(evidence)))],
    ['at', float64Column(Float64Array.from(findings, ({ at }) => at))],
  ]);
}

function countsOf(findings: readonly PatternFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { pattern } of findings) counts[pattern] = (counts[pattern] ?? 0) + 1;
  return counts;
}

/* One bar whose words are the stage. */
function stages(quiet: boolean): { update(stage: string, done: number, total: number): void; stop(): void } {
  if (quiet || !process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: '{stage} |{bar}| {percentage} %', stream: process.stderr, hideCursor: true });
  bar.start(1, 0, { stage: 'reading' });
  return {
    update(stage, done, total) {
      bar.setTotal(Math.max(1, total));
      bar.update(done, { stage });
    },
    stop: () => bar.stop(),
  };
}

interface Told {
  readonly out: string;
  readonly events: number;
  readonly later: number;
  readonly withoutTime: number;
  readonly persons: number;
  readonly applications: number;
  readonly findings: Readonly<Record<string, number>>;
  readonly seconds: { readonly read: number; readonly take: number; readonly detect: number };
}

function describe({ out, events, later, withoutTime, persons, applications, findings, seconds }: Told): string {
  const all = Object.values(findings).reduce((sum, count) => sum + count, 0);
  return [
    `${out}: ${all} findings in ${applications} applications of ${persons} people, ${events} events`,
    ...Object.entries(findings).map(([pattern, count]) => `  ${pattern}: ${count}`),
    `read ${seconds.read.toFixed(1)} s, taken ${seconds.take.toFixed(1)} s, detected ${seconds.detect.toFixed(1)} s`,
    ...(later > 0 ? [`${later} events became known later and were not seen`] : []),
    ...(withoutTime > 0 ? [`warning: ${withoutTime} events have no readable time and were left out`] : []),
  ].join('\n');
}
