import { scaleTree } from './foreign-tree.ts';
import { badFile, notImported } from './import-error.ts';
import { checkOutputs, importedModel, type ImportedModel, type ImportOptions } from './imported-model.ts';
import type { LightgbmFile } from './lightgbm-file.ts';
import { readLightgbmJson } from './lightgbm-json.ts';
import { lightgbmMeaning, type LightgbmMeaning } from './lightgbm-meaning.ts';
import { readLightgbmText } from './lightgbm-text.ts';

export interface LightgbmOptions extends ImportOptions {
  /** The objective line, such as `binary sigmoid:1`, for files that have none or another one. */
  readonly objective?: string;
}

/**
 * Reads a LightGBM model: its text (v2 to v4) or the JSON of `dump_model`. Predictions are those of LightGBM; a category is the
 * text of its number (or of its pandas category), unknown ones go right as there.
 *
 * @throws TallyError `LEARN_IMPORT_FORMAT`, `LEARN_IMPORT_UNSUPPORTED`.
 */
export function importLightgbm(text: string, options: LightgbmOptions = {}): ImportedModel {
  const file = text.trimStart().startsWith('{') ? readLightgbmJson(parseJson(text)) : readLightgbmText(text);
  const { outputs } = file;
  checkOutputs(outputs);
  if (file.trees.length % outputs > 0) {
    throw badFile(`${file.trees.length} trees are no whole rounds of ${outputs}`);
  }
  const kept = file.trees.slice(0, (options.rounds ?? file.trees.length) * outputs);
  const objective = options.objective ?? file.objective;
  const { meaning, notes } = withMeans(file, lightgbmMeaning(objective, outputs));
  const scale = meaning.scale / (file.isMean ? Math.max(1, kept.length / outputs) : 1);
  const found = {
    ...{ program: 'lightgbm', target: meaning.target, link: meaning.link },
    trees: kept.map((tree) => scaleTree(tree, scale)),
    start: new Float64Array(outputs),
    features: { names: file.names, codes: file.codes, texts: pandasTexts(file) },
    notes: objective === undefined ? [...notes, NO_OBJECTIVE] : notes,
    parameters: { version: file.version, ...(objective === undefined ? {} : { objective }) },
  };
  return importedModel(found, options);
}

const NO_OBJECTIVE = 'the file names no objective: predictions are sums of leaves';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw badFile('it is not JSON', cause);
  }
}

/** Random forests of the first versions held probabilities in their leaves, later ones hold margins. */
function withMeans(file: LightgbmFile, meaning: LightgbmMeaning): { meaning: LightgbmMeaning; notes: string[] } {
  if (!file.isMean || file.version !== 'v2' || meaning.link !== 'logistic') return { meaning, notes: [] };
  const areChances = file.trees.every(({ nodes }) =>
    nodes.every(({ feature, threshold }) => feature >= 0 || (threshold >= 0 && threshold <= 1)),
  );
  if (!areChances) return { meaning, notes: [] };
  const note = 'a random forest of version v2 with leaves from 0 to 1: they are taken as probabilities';
  return { meaning: { ...meaning, link: 'identity', scale: 1 }, notes: [note] };
}

/** Categories of pandas columns by feature. */
function pandasTexts({ pandas, codes }: LightgbmFile): Map<number, string[]> {
  const lists = pandas.filter((list) => list.length > 0);
  if (lists.length === 0) return new Map();
  const categorical = [...codes.keys()].sort((a, b) => a - b);
  if (lists.length === categorical.length) {
    return new Map(categorical.map((f, k) => [f, (lists[k] ?? []).map(String)]));
  }
  throw notImported(
    `${pandas.length} categorical pandas columns, of which ${categorical.length} can be told`,
    'train with whole numbers as categories',
  );
}
