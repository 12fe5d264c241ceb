import { TallyError } from '#base';
import { LINK_KINDS, type LinkKind, type TableOptions } from '#identity';
import { listOf } from '../learn/input.ts';

/** What the command line says of the columns. */
export function tableOptions(options: { id?: string; ignore?: string; kind?: string[] }): TableOptions {
  const kinds = Object.fromEntries((options.kind ?? []).map(kindOf));
  return { id: options.id, ignore: listOf(options.ignore), kinds };
}

function kindOf(text: string): [string, LinkKind] {
  const at = text.lastIndexOf('=');
  const kind = LINK_KINDS.find((known) => known === text.slice(at + 1));
  if (at > 0 && kind !== undefined) return [text.slice(0, at), kind];
  throw new TallyError('CLI_OPTION', `--kind "${text}" is not COLUMN=KIND`, {
    hint: `kinds are ${LINK_KINDS.join(', ')}`,
  });
}
