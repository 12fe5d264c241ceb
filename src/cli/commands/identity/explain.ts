import { writeFile } from 'node:fs/promises';
import { TallyError } from '#base';
import { explainPair, waterfallSvg, type Linkage, type PairEvidence } from '#identity';

export interface ExplainOptions {
  readonly explain?: string;
  readonly plot?: string;
}

/** Two records and where their evidence is drawn. */
export interface ExplainIds {
  readonly a: string;
  readonly b: string;
  readonly svg?: string;
}

/** The evidence for the two ids that the options of `link` name, drawn into a file when asked. */
export async function explainIds(linkage: Linkage, options: ExplainOptions): Promise<PairEvidence | undefined> {
  if (options.explain === undefined) return undefined;
  const [a = '', b = ''] = options.explain.split(',').map((id) => id.trim());
  return await explainRecords(linkage, { a, b, ...(options.plot === undefined ? {} : { svg: options.plot }) });
}

/** The evidence for two records, drawn into a file when asked. */
export async function explainRecords(linkage: Linkage, { a, b, svg: path }: ExplainIds): Promise<PairEvidence> {
  const evidence = explainPair(linkage, recordOf(linkage, a, 0), recordOf(linkage, b, 1));
  if (path === undefined) return evidence;
  const svg = waterfallSvg(evidence);
  const isPage = /\.html?$/i.test(path);
  await writeFile(path, isPage ? `<!doctype html><meta charset="utf-8"><title>Evidence</title>\n${svg}\n` : svg);
  return evidence;
}

/** With two files the first id is one of the first file. */
function recordOf({ table }: Linkage, id: string, file: number): number {
  const row = table.ids.findIndex(
    (known, at) => known === id && (table.sources === undefined || table.sources[at] === file),
  );
  if (row >= 0) return row;
  throw new TallyError('IDENTITY_LINK_UNKNOWN', `there is no record "${id}"`, {
    hint: 'give two ids of the column --id, such as --explain A,B or --a A --b B; without --id they are row numbers',
    status: 404,
  });
}
