import type { Command } from 'commander';
import { TallyError } from '#base';
import { aggregateOf, catalogueEntries, libraryDefinitions, libraryEntry, packNames } from '#factors';
import { nearestName } from '#table';
import { runs } from '../../command.ts';
import { readDefinitions } from './definitions.ts';

/** Adds `factors show`. */
export function addShow(group: Command): void {
  const command = group
    .command('show')
    .argument('<name>', 'name of the factor')
    .description('everything about one factor: meaning, definition, purposes')
    .option('--defs <file>', 'look it up in these definitions instead of the packs');
  runs<{ defs?: string }>(command, async ({ args: [name = ''], defs }, output) => {
    const shown = defs === undefined ? fromPacks(name) : await fromFile(name, defs);
    output.result(shown, (value) => JSON.stringify(value, undefined, 2));
  });
}

function fromPacks(name: string): object {
  const entries = catalogueEntries();
  const found = entries.find((entry) => entry.name === name);
  if (found === undefined) return fromCatalogue(name, entries);
  return { ...found, meaning: meaningOf(found.files?.kind === 'window' ? found.files.aggregate : undefined) };
}

/** A factor of the catalogue with the factors it stands on, or the error for a name that neither has. */
function fromCatalogue(name: string, entries: readonly { readonly name: string }[]): object {
  const entry = libraryEntry(name);
  if (entry !== undefined) {
    const { definition } = entry;
    const standsOn = libraryDefinitions([name]).slice(0, -1);
    const meaning = meaningOf(definition.kind === 'window' ? definition.aggregate : undefined);
    return { ...entry, ...(standsOn.length === 0 ? {} : { standsOn }), ...(meaning === undefined ? {} : { meaning }) };
  }
  const known = entries.map((live) => live.name);
  if (nearestName(name, known) !== undefined) throw unknown(name, known);
  libraryDefinitions([name]);
  throw unknown(name, known);
}

async function fromFile(name: string, defs: string): Promise<object> {
  const factors = await readDefinitions({ defs });
  const found = factors.find((factor) => factor.name === name);
  if (found === undefined)
    throw unknown(
      name,
      factors.map((factor) => factor.name),
    );
  return { ...found, meaning: meaningOf(found.kind === 'window' ? found.aggregate : undefined) };
}

const meaningOf = (aggregate: string | undefined): string | undefined =>
  aggregate === undefined ? undefined : aggregateOf(aggregate)?.meaning;

/** The error for a name that no definition has. */
export function unknown(name: string, known: readonly string[]): TallyError {
  const near = nearestName(name, known);
  return new TallyError('CLI_FACTOR_UNKNOWN', `there is no factor "${name}"`, {
    hint: near === undefined ? `see tally factors list; packs are ${packNames.join(', ')}` : `did you mean "${near}"?`,
    status: 404,
  });
}
