import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { deriveFromFrames, type Derivation } from '#factors';
import { readTable } from '#table';
import { runs } from '../../command.ts';
import { eventsOf, rolesOf, withEventOptions, type EventOptions } from './event-options.ts';
import { asTable } from '../../text-table.ts';
import { listOf, wholeNumber } from '../learn/input.ts';

interface DeriveOptions extends EventOptions {
  readonly target: string;
  readonly candidates: string;
  readonly top: string;
  readonly out: string;
  readonly entity?: string;
  readonly baseline?: string;
  readonly seed: string;
}

/** Adds `factors derive`. */
export function addDerive(group: Command): void {
  const command = withEventOptions(group.command('derive'))
    .description('search a grammar of candidates for the best factors of a binary target')
    .requiredOption('--target <column>', 'column of the labels, 0 or 1')
    .option('--candidates <count>', 'candidates to look at', '100000')
    .option('--top <count>', 'factors to keep', '500')
    .requiredOption('--out <file>', 'definitions of the chosen factors with their statistics, JSON')
    .option('--entity <columns>', 'key columns, comma-separated (default: those that events and labels share)')
    .option('--baseline <file>', 'definitions to compare with, out of time')
    .option('--seed <number>', 'seed of the small models', '1');
  runs<DeriveOptions>(command, async (options, output) => {
    const { target, asOf, entity, baseline } = options;
    const derivation = await deriveFromFrames({
      events: await eventsOf(options),
      labels: await readTable(options.labels),
      target,
      roles: rolesOf(options),
      asOf,
      entities: entity === undefined ? undefined : listOf(entity),
      candidates: wholeNumber('candidates', options.candidates),
      top: wholeNumber('top', options.top),
      seed: wholeNumber('seed', options.seed),
      baseline: baseline === undefined ? undefined : await baselineOf(baseline),
      threads: 2,
      elapsedMs: () => performance.now(),
      note: (line) => output.note(line),
    });
    const { definitions, factors, ...about } = derivation;
    await writeFile(
      options.out,
      `${JSON.stringify({ ...about, selected: factors, factors: definitions }, undefined, 1)}\n`,
    );
    output.result({ out: options.out, ...about, selected: factors }, () => describe(derivation, options.out));
  });
}

async function baselineOf(path: string): Promise<readonly unknown[]> {
  const json = JSON.parse(await readFile(path, 'utf8')) as { factors?: readonly unknown[] };
  return json.factors ?? [];
}

function describe({ funnel, factors, auc, spanned, trainLabels, testLabels }: Derivation, out: string): string {
  const rows = factors
    .slice(0, 20)
    .map((f) => [
      f.name,
      f.gain.toFixed(4),
      f.iv.toFixed(4),
      f.ks.toFixed(3),
      f.coverage.toFixed(2),
      f.leastSpanAuc.toFixed(3),
      f.microseconds.toFixed(1),
      String(f.bytesPerKey),
    ]);
  return [
    `${out}: ${factors.length} factors of ${funnel['candidates']} candidates (the grammar spans ${spanned})`,
    Object.entries(funnel)
      .map(([step, count]) => `${step} ${count}`)
      .join(' -> '),
    `chosen on ${trainLabels} older labels; AUC on ${testLabels} newer ones ${auc.derived.toFixed(4)}${auc.baseline === undefined ? '' : `, of the baseline ${auc.baseline.toFixed(4)}`}`,
    asTable(['factor', 'gain', 'IV', 'KS', 'coverage', 'least AUC', 'us', 'bytes/key'], rows),
  ].join('\n');
}
