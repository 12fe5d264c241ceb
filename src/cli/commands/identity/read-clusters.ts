import { TallyError } from '#base';
import { clustersOfPairs, readRecords } from '#identity';
import { findColumn, valueAt, type Column, type Frame } from '#table';

/** How to read clusters or pairs. */
export interface ClusterColumns {
  readonly id?: string;
  readonly cluster?: string;
  readonly threshold: number;
}

const PAIR_NAMES = [
  ['id_l', 'id_r'],
  ['unique_id_l', 'unique_id_r'],
  ['left', 'right'],
  ['id1', 'id2'],
] as const;
const SCORES = ['probability', 'match_probability', 'clerical_match_score', 'is_match', 'label'];
const IDS = ['id', 'unique_id', 'rec_id', 'record_id'];
const CLUSTERS = ['cluster', 'cluster_id', 'person', 'entity', 'entity_id', 'label'];

/** The cluster of each id in a file of clusters or of pairs; pairs are connected. */
export async function readClusters(path: string, columns: ClusterColumns): Promise<Map<string, string>> {
  const frame = await readRecords(path);
  const sides = PAIR_NAMES.find(([left, right]) => has(frame, left) && has(frame, right));
  if (sides !== undefined) return fromPairs(frame, sides, columns.threshold);
  const id = columns.id !== undefined && has(frame, columns.id) ? columns.id : IDS.find((name) => has(frame, name));
  const cluster =
    columns.cluster !== undefined && has(frame, columns.cluster)
      ? columns.cluster
      : CLUSTERS.find((name) => has(frame, name) && name !== id);
  if (id === undefined || cluster === undefined) {
    throw new TallyError(
      'IDENTITY_EVAL_COLUMNS',
      `"${path}" holds neither pairs nor clusters: ${frame.names.join(', ')}`,
      {
        hint: 'pairs need id_l and id_r; for clusters name the columns with --id and --cluster',
      },
    );
  }
  const ids = texts(frame, id);
  const names = texts(frame, cluster);
  const twice = ids.find((name, at) => ids.indexOf(name) !== at && at < 2000);
  if (new Set(ids).size === ids.length) return new Map(ids.map((name, at) => [name, names[at] as string]));
  throw new TallyError('IDENTITY_EVAL_COLUMNS', `"${id}" names more than one row of "${path}"`, {
    hint: `ids must differ${twice === undefined ? '' : `; ${twice} does not`}`,
  });
}

function fromPairs(frame: Frame, [left, right]: readonly [string, string], threshold: number): Map<string, string> {
  const score = SCORES.find((name) => has(frame, name));
  const scores = score === undefined ? undefined : texts(frame, score).map(Number);
  const a = texts(frame, left);
  const b = texts(frame, right);
  // Clerical labels list non-matches too, with score 0.
  const pairs = a.flatMap((id, at) => {
    const value = scores?.[at] ?? 1;
    return value >= threshold && value > 0 ? [[id, b[at] as string] as const] : [];
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

function has(frame: Frame, name: string): boolean {
  return frame.names.includes(name);
}

function texts(frame: Frame, name: string): string[] {
  const found = findColumn(frame, name) as Column;
  return Array.from({ length: frame.rows }, (_, row) => String(valueAt(found, row) ?? ''));
}
