import type { Command } from 'commander';
import {
  catalogueEntries,
  factorSql,
  libraryDefinitions,
  libraryEntry,
  sqlDialects,
  type LibraryFactor,
  type SqlDialect,
} from '#factors';
import { runs } from '../../command.ts';
import { oneOf } from './one-of.ts';
import { readDefinitions } from './definitions.ts';
import { unknown } from './show.ts';

/** Adds `factors sql`. */
export function addSql(group: Command): void {
  const command = group
    .command('sql')
    .argument('<name>', 'name of the factor')
    .description('the SQL text of a factor over the tables events and labels')
    .requiredOption('--dialect <name>', sqlDialects.join(', '))
    .option('--defs <file>', 'definitions; the packs when left out');
  runs<{ dialect: string; defs?: string }>(command, async ({ args: [name = ''], dialect, defs }, output) => {
    const factors = defs === undefined ? packFactors(name) : await readDefinitions({ defs });
    if (!factors.some((factor) => factor.name === name))
      throw unknown(
        name,
        factors.map((factor) => factor.name),
      );
    const wanted = oneOf<SqlDialect>('dialect', dialect, sqlDialects);
    output.result({ name, dialect: wanted, sql: factorSql(wanted, [name], factors) }, ({ sql }) => sql);
  });
}

function packFactors(name: string): readonly LibraryFactor[] {
  if (libraryEntry(name) !== undefined) return libraryDefinitions([name]);
  return catalogueEntries().flatMap(({ files }) => (files === undefined ? [] : [files]));
}
