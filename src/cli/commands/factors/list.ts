import type { Command } from 'commander';
import {
  aggregateNames,
  aggregateOf,
  catalogueCounts,
  catalogueEntries,
  drawNames,
  libraryBaseNames,
  libraryDerivedNames,
  libraryEntry,
  libraryPacks,
  packNames,
  type CatalogueEntry,
} from '#factors';
import { runs } from '../../command.ts';
import { asTable } from '../../text-table.ts';
import { wholeNumber } from '../learn/input.ts';

interface ListOptions {
  readonly pack?: string;
  readonly search?: string;
  readonly limit: string;
  readonly derived?: boolean;
  readonly random?: string;
  readonly seed: string;
  readonly aggregates?: boolean;
  readonly packs?: boolean;
}

/** Adds `factors list`. */
export function addList(group: Command): void {
  const libraryNames = libraryPacks.map(({ name }) => name);
  const command = group
    .command('list')
    .description('the factors of the packs and of the catalogue, or the aggregates of definitions')
    .option('--pack <name>', `standard, or one of ${[...packNames, ...libraryNames].join(', ')}`)
    .option('--search <text>', 'only names and meanings with this text')
    .option('--limit <count>', 'how many to print; all are counted', '200')
    .option('--derived', 'derived factors as well, by name')
    .option('--random <count>', 'draw so many names of the catalogue by seed')
    .option('--seed <n>', 'seed of the draw', '1')
    .option('--packs', 'the packs of the catalogue: version, what they are about, how much they hold')
    .option('--aggregates', 'list the aggregates and their exact meaning instead');
  runs<ListOptions>(command, async (options, output) => {
    if (options.aggregates === true) {
      const rows = aggregateRows();
      const human = rows.map(({ name, input, sql, meaning }) => [name, input ?? '', sql, meaning]);
      return output.result({ aggregates: rows }, () => asTable(['aggregate', 'reads', 'SQL', 'meaning'], human));
    }
    if (options.packs === true) {
      const rows = packRows();
      const human = rows.map((p) => [
        p.name,
        String(p.version),
        String(p.ideas),
        String(p.base),
        String(p.derived),
        p.documentation.en,
      ]);
      return output.result({ packs: rows }, () =>
        asTable(['pack', 'version', 'ideas', 'base', 'derived', 'about'], human),
      );
    }
    const told = options.random === undefined ? listed(options) : drawn(options);
    const human = told.factors.map((f) => [
      f.name,
      f.pack,
      f.backfill ? 'yes' : (f.notInFiles ?? ''),
      f.description.en,
    ]);
    const counted = `${told.count} factors; the catalogue: ${Object.entries(told.catalogue)
      .map((pair) => pair.reverse().join(' '))
      .join(', ')}`;
    output.result(told, () => `${asTable(['factor', 'pack', 'backfill', 'meaning'], human)}\n${counted}`);
  });
}

function packRows() {
  return libraryPacks.map(({ ideas, ...about }) => {
    const { base, derived } = catalogueCounts(about.name);
    return { ...about, ideas: ideas.length, base, derived };
  });
}

function aggregateRows() {
  return aggregateNames.map((name) => {
    const { input, pairs = false, meaning = '', close = false, sql } = aggregateOf(name) ?? {};
    return { name, input, pairs, meaning, sql: sql === undefined ? 'none' : close ? 'within 1e-9' : 'same bits' };
  });
}

/** One line of the list. */
interface Listed {
  readonly name: string;
  readonly kind: 'live' | 'base' | 'derived';
  readonly pack: string;
  readonly description: { readonly en: string; readonly zh: string };
  readonly purposes: readonly string[];
  readonly consent?: string;
  readonly backfill: boolean;
  readonly notInFiles?: string;
}

function listed({ pack, search = '', limit, derived = false }: ListOptions) {
  const most = wholeNumber('limit', limit);
  const isLibrary = libraryPacks.some(({ name }) => name === pack);
  const live = isLibrary ? [] : catalogueEntries(pack).map(ofLive);
  const base = isLibrary || pack === undefined ? libraryBaseNames(pack).map(ofLibrary) : [];
  const wanted = (text: string): boolean => text.includes(search.toLowerCase());
  const found = [...live, ...base].filter(({ name, description }) =>
    wanted(`${name} ${description.en} ${description.zh}`.toLowerCase()),
  );
  let count = found.length;
  const factors = found.slice(0, most);
  for (const name of derived && (isLibrary || pack === undefined) ? libraryDerivedNames(pack) : []) {
    if (!wanted(name)) continue;
    if (factors.length < most) factors.push(ofLibrary(name));
    count++;
  }
  return { count, catalogue: catalogueCounts(isLibrary ? pack : undefined), factors };
}

function drawn({ random = '', seed, pack }: ListOptions) {
  const of = pack === undefined ? {} : { pack };
  const names = drawNames(wholeNumber('random', random), { seed: wholeNumber('seed', seed), ...of });
  return { count: names.length, catalogue: catalogueCounts(pack), factors: names.map(ofLibrary) };
}

function ofLive({ name, pack, description, purposes, consent, files, notInFiles }: CatalogueEntry): Listed {
  return {
    ...{ name, kind: 'live', pack, description, purposes, backfill: files !== undefined },
    ...(consent === undefined ? {} : { consent }),
    ...(notInFiles === undefined ? {} : { notInFiles }),
  };
}

function ofLibrary(name: string): Listed {
  const {
    kind = 'base',
    pack = '',
    description = { en: '', zh: '' },
    purposes = [],
    consent,
  } = libraryEntry(name) ?? {};
  return { name, kind, pack, description, purposes, backfill: true, ...(consent === undefined ? {} : { consent }) };
}
