import type { Command } from 'commander';
import { aggregateNames, aggregateOf, catalogueEntries, packNames } from '#factors';
import { runs } from '../../command.ts';
import { asTable } from '../../text-table.ts';

interface ListOptions {
  readonly pack?: string;
  readonly aggregates?: boolean;
}

/** Adds `factors list`. */
export function addList(group: Command): void {
  const command = group
    .command('list')
    .description('the factors of the packs, or the aggregates of definitions')
    .option('--pack <name>', `standard, or one of ${packNames.join(', ')}`)
    .option('--aggregates', 'list the aggregates and their exact meaning instead');
  runs<ListOptions>(command, async ({ pack, aggregates }, output) => {
    if (aggregates === true) {
      const rows = aggregateNames.map((name) => {
        const { input, pairs = false, meaning = '', close = false, sql } = aggregateOf(name) ?? {};
        return { name, input, pairs, meaning, sql: sql === undefined ? 'none' : close ? 'within 1e-9' : 'same bits' };
      });
      const human = rows.map(({ name, input, sql, meaning }) => [name, input ?? '', sql, meaning]);
      return output.result({ aggregates: rows }, () => asTable(['aggregate', 'reads', 'SQL', 'meaning'], human));
    }
    const factors = catalogueEntries(pack).map(
      ({ name, pack: of, description, purposes, consent, files, notInFiles }) => ({
        name,
        pack: of,
        description,
        purposes,
        ...(consent === undefined ? {} : { consent }),
        backfill: files !== undefined,
        ...(notInFiles === undefined ? {} : { notInFiles }),
      }),
    );
    const human = factors.map((f) => [f.name, f.pack, f.backfill ? 'yes' : f.notInFiles, f.description.en] as string[]);
    output.result({ count: factors.length, factors }, () => asTable(['factor', 'pack', 'backfill', 'meaning'], human));
  });
}
