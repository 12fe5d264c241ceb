import type { Command } from 'commander';
import { systemClock } from '#base';
import { backfill, factorEngines, type BackfillReport, type FactorEngine, type LibraryFactor } from '#factors';
import { readTable, select, writeTable, type Frame } from '#table';
import { runs } from '../../command.ts';
import { oneOf } from './one-of.ts';
import { wholeNumber } from '../learn/input.ts';
import { eventsOf, rolesOf, withEventOptions, type EventOptions } from './event-options.ts';
import { keepStamps } from './keep-stamps.ts';
import { readDefinitions, type DefinitionOptions } from './definitions.ts';
import { withPersons } from './with-persons.ts';

interface BackfillOptions extends DefinitionOptions, EventOptions {
  readonly out: string;
  readonly engine: string;
  readonly threads: string;
  readonly identify?: boolean;
}

/** Events of one key that are worth a word. */
const LARGE_KEY = 50_000;

/** Adds `factors backfill`. */
export function addBackfill(group: Command): void {
  const command = withEventOptions(group.command('backfill'))
    .description('the factors of labels as they stood at the instant of each: a training set without leaks')
    .option('--defs <file>', 'definitions, JSON')
    .option('--pack <name>', 'a pack instead of definitions')
    .option('--names <list>', 'names of the catalogue, separated by commas')
    .option('--identify', 'say by identity whose each event is: adds person and the keys of the catalogue')
    .requiredOption('--out <file>', 'the labels with their factors: CSV or Parquet')
    .option('--engine <name>', factorEngines.join(', '), 'columnar')
    .option('--threads <count>', 'threads of the columnar engine; the bits are the same', '2');
  runs<BackfillOptions>(command, async (options, output) => {
    const { frame, report, labels, seconds } = await computed(options);
    const started = systemClock.now();
    await writeTable(await keepStamps(frame, labels, options.labels), options.out);
    const write = (systemClock.now() - started) / 1000;
    const told = { out: options.out, ...report, seconds: { ...seconds, write } };
    output.result(told, () => describe(told).join('\n'));
  });
}

async function filesOf(
  options: BackfillOptions,
  factors: readonly LibraryFactor[],
): Promise<{ events: Frame; labels: Frame; own: readonly string[] }> {
  const events = await eventsOf(options);
  const labels = await readTable(options.labels);
  const own = labels.names;
  if (options.identify !== true) return { events, labels, own };
  const { time = 'occurred_at', asOf = 'as_of' } = options;
  const entities = [...new Set(factors.flatMap((factor) => (factor.kind === 'window' ? [factor.entity] : [])))];
  return { ...withPersons({ events, labels }, { entities, time, asOf }), own };
}

/** Reads and computes; the events live in here, so that they are gone when the result is written. */
async function computed(options: BackfillOptions) {
  const started = systemClock.now();
  const factors = await readDefinitions(options);
  const engine = oneOf<FactorEngine>('engine', options.engine, factorEngines);
  const roles = rolesOf(options);
  const threads = wholeNumber('threads', options.threads);
  const { events, labels, own } = await filesOf(options, factors);
  const read = systemClock.now();
  const { frame, report } = await backfill({
    ...{ factors, events, labels, engine, threads, roles },
    asOf: options.asOf,
    skipUnknown: options.defs === undefined,
    databaseUrl: process.env['DATABASE_URL'],
  });
  const seconds = { read: (read - started) / 1000, compute: (systemClock.now() - read) / 1000 };
  return { frame: wantedOf(frame, { labels, own, names: options.names }), report, labels, seconds };
}

interface Wanted {
  /** As they were given to the backfill, with their keys. */
  readonly labels: Frame;
  /** Columns of their file. */
  readonly own: readonly string[];
  readonly names: string | undefined;
}

/** The labels as they were, and the factors; of names these alone: what they stand on is not asked for. */
function wantedOf(frame: Frame, { labels, own, names }: Wanted): Frame {
  const asked = names?.split(',').map((name) => name.trim());
  const isWanted = (name: string): boolean => !labels.names.includes(name) && (asked?.includes(name) ?? true);
  return select(frame, [...own, ...frame.names.filter(isWanted)]);
}

function describe(
  told: BackfillReport & { readonly out: string; readonly seconds: { readonly compute: number } },
): string[] {
  const faults: readonly (readonly [number, string])[] = [
    [told.withoutTime, 'events without a readable time were left out'],
    [told.outOfOrder, 'events came out of order'],
    [told.yearsLate, 'events were recorded more than a year late'],
    [told.recordedEarly, 'events were recorded before they happened'],
    [told.repeatedIds, 'events repeated an id and were left out'],
    [told.repeatedRows ?? 0, 'events equal an earlier row and were counted again'],
    [told.withoutAsOf, 'labels have no readable instant'],
    [told.divisionsByZero, 'ratios had a divisor of zero and are missing'],
    ...Object.entries(told.withoutKey).map(([key, n]) => [n, `labels have no "${key}"`] as const),
    ...Object.entries(told.unreadableNumbers).map(([name, n]) => [n, `texts in "${name}" are no numbers`] as const),
    [told.leftOut.length, `factors of the pack are left out: the files lack their columns`],
    ...Object.entries(told.largestKeys)
      .filter(([, n]) => n >= LARGE_KEY)
      .map(([key, n]) => [n, `events share one "${key}": its labels take long`] as const),
    [told.unknownSources.length, `kinds of event never occur: ${told.unknownSources.join(', ')}`],
    [told.notComputed.length, `factors cannot be computed by ${told.engine}: ${told.notComputed.join(', ')}`],
  ];
  return [
    `${told.out}: ${told.labels} labels x ${told.factors} factors from ${told.events} events in ${told.seconds.compute.toFixed(2)} s (${told.engine})`,
    `${told.missingCells} of ${told.cells} cells are missing`,
    ...faults.filter(([count]) => count > 0).map(([count, words]) => `warning: ${count} ${words}`),
  ];
}
