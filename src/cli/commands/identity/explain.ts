import { writeFile } from 'node:fs/promises';
import { TallyError } from '#base';
import { explainPair, waterfallSvg, type Linkage, type PairEvidence } from '#identity';

export interface ExplainOptions {
  readonly explain?: string;
  readonly plot?: string;
}

/** The evidence for the two ids that the options name, drawn into a file when asked. */
export async function explainIds(linkage: Linkage, options: ExplainOptions): Promise<PairEvidence | undefined> {
  if (options.explain === undefined) return undefined;
  const [a, b] = options.explain.split(',').map((id) => id.trim());
  const evidence = explainPair(linkage, recordOf(linkage, a, 0), recordOf(linkage, b, 1));
  if (options.plot === undefined) return evidence;
  const svg = waterfallSvg(evidence);
  const isPage = /\.html?$/i.test(options.plot);
  await writeFile(
    options.plot,
    isPage ? `<!doctype html><meta charset="utf-8"><title>Evidence</title>\n${svg}\n` : svg,
  );
  return evidence;
}

/** With two files the first id is one of the first file. */
function recordOf({ table }: Linkage, id: string | undefined, file: number): number {
  const row = table.ids.findIndex(
    (known, at) => known === id && (table.sources === undefined || table.sources[at] === file),
  );
  if (row >= 0) return row;
  throw new TallyError('IDENTITY_LINK_UNKNOWN', `there is no record "${id ?? ''}"`, {
    hint: 'give two ids of the column --id, such as --explain A,B; without --id they are row numbers',
    status: 404,
  });
}
