import { TallyError } from '#base';
import { clustersOfPairs, readRecords } from '#identity';
import type { Frame } from '#table';
import { pairColumns } from './pair-columns.ts';
import { textsOf } from './text-fields.ts';

/** How to read clusters or pairs. */
export interface ClusterColumns {
  readonly id?: string;
  readonly cluster?: string;
  readonly threshold: number;
  /** The two sides of a pair are records of two files: equal ids on both sides are two records. */
  readonly across: boolean;
}

const SCORES = ['probability', 'match_probability', 'clerical_match_score', 'is_match', 'match'];
const IDS = ['id', 'unique_id', 'rec_id', 'record_id', 'record'];
const CLUSTERS = ['cluster', 'cluster_id', 'person', 'person_id', 'entity', 'entity_id', 'ent_id', 'label', 'group'];

/** The cluster of each id in a file of clusters or of pairs; pairs are connected. */
export async function readClusters(path: string, columns: ClusterColumns): Promise<Map<string, string>> {
  const frame = await readRecords(path);
  const has = (name: string | undefined): name is string => name !== undefined && frame.names.includes(name);
  const id = [columns.id, ...IDS].find(has);
  const cluster = [columns.cluster, ...CLUSTERS].filter((name) => name !== id).find(has);
  const sides = pairColumns(frame.names) ?? (id === undefined || cluster === undefined ? twoColumns(frame) : undefined);
  if (sides !== undefined) return fromPairs(frame, sides, columns);
  if (id === undefined || cluster === undefined) {
    throw new TallyError(
      'IDENTITY_EVAL_COLUMNS',
      `"${path}" has neither pairs nor clusters: ${frame.names.join(', ')}`,
      {
        hint: 'pairs need id_l and id_r; for clusters name the columns with --id and --cluster',
      },
    );
  }
  const ids = filesOf(frame, textsOf(frame, id));
  const names = textsOf(frame, cluster);
  const found = new Map<string, string>();
  for (const [row, name] of ids.entries()) {
    if (found.has(name)) throw twice(path, id, name);
    found.set(name, names[row] as string);
  }
  return found;
}

/** A file of two columns with other names holds pairs. */
function twoColumns({ names }: Frame): readonly [string, string] | undefined {
  const [left, right] = names;
  return names.length === 2 && left !== undefined && right !== undefined ? [left, right] : undefined;
}

/** Ids of clusters over two files are told apart by the column `file`, as `identity link` writes it. */
function filesOf(frame: Frame, ids: readonly string[]): readonly string[] {
  if (!frame.names.includes('file')) return ids;
  const files = textsOf(frame, 'file');
  return ids.map((id, row) => `${files[row]}:${id}`);
}

function fromPairs(
  frame: Frame,
  [left, right]: readonly [string, string],
  columns: ClusterColumns,
): Map<string, string> {
  const score = SCORES.find((name) => frame.names.includes(name));
  const scores = score === undefined ? undefined : textsOf(frame, score).map(Number);
  const a = textsOf(frame, left).map((id) => (columns.across ? `1:${id}` : id));
  const b = textsOf(frame, right).map((id) => (columns.across ? `2:${id}` : id));
  // Clerical labels list non-matches too, with score 0.
  const pairs = a.flatMap((id, at) => {
    const value = scores?.[at] ?? 1;
    return value >= columns.threshold && value > 0 ? [[id, b[at] as string] as const] : [];
  });
  return clustersOfPairs(pairs, [...a, ...b]);
}

/** Throws when not one id of the links is known to the truth. */
export function requireShared(found: ReadonlyMap<string, string>, truth: ReadonlyMap<string, string>): void {
  if (found.size === 0 || [...found.keys()].some((id) => truth.has(id))) return;
  throw new TallyError('IDENTITY_EVAL_COLUMNS', 'the two files have no id in common', {
    hint: `one has ids such as ${[...found.keys()][0]}, the other ${[...truth.keys()][0]}; name the column with --id`,
  });
}

function twice(path: string, column: string, id: string): TallyError {
  return new TallyError('IDENTITY_EVAL_COLUMNS', `"${column}" is ${id} in more than one row of "${path}"`, {
    hint: 'every record stands once in a file of clusters; name another column with --id',
  });
}
