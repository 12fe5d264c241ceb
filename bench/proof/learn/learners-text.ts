import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fitFastText, fitTextSvm, type TextClassifier } from '#learn';
import { column, readTable, valueAt } from '#table';
import type { LearnerCase } from './learners.ts';

interface Texts {
  readonly texts: readonly string[];
  readonly labels: readonly string[];
}

interface TextSet {
  readonly name: string;
  readonly what: string;
  /** Longest run of characters of the support vector machine. */
  readonly longest: number;
  readonly read: (data: string) => Promise<{ train: Texts; test: Texts }>;
}

const SETS: readonly TextSet[] = [
  { name: 'banking77', what: 'banking77, 77 intents, official split', longest: 5, read: banking },
  {
    name: 'fbs_sms',
    what: 'spam messages, 14 classes, hash split',
    longest: 3,
    read: (data) => chinese(data, 'fbs_sms'),
  },
  {
    name: 'teleantifraud',
    what: 'fraud calls, 8 kinds, hash split',
    longest: 3,
    read: (data) => chinese(data, 'teleantifraud'),
  },
];

/** Text classifiers on the stored sets, against scikit-learn's TF-IDF with LinearSVC and against fastText. */
export async function textLearners(data: string, isQuick: boolean): Promise<LearnerCase[]> {
  const cases: LearnerCase[] = [];
  for (const set of isQuick ? SETS.slice(0, 1) : SETS) {
    const { train, test } = await set.read(data);
    const judge = (model: TextClassifier): number => {
      const found = model.predict(test.texts);
      return found.filter((label, row) => label === test.labels[row]).length / found.length;
    };
    const svm = () => fitTextSvm(train.texts, train.labels, { terms: { longest: set.longest } });
    const fast = () => fitFastText(train.texts, train.labels);
    const shared = { figure: 'accuracy', allowed: 0.005 } as const;
    cases.push(
      {
        ...shared,
        metric: `TF-IDF of characters and SVM: accuracy, ${set.what}`,
        task: `text-svm:${set.name}:${set.longest}`,
        own: async () => judge(await svm()),
      },
      {
        ...shared,
        metric: `averaged vectors: accuracy, ${set.what}`,
        task: `fast-text:${set.name}:2:3:5:25`,
        own: async () => judge(await fast()),
      },
    );
  }
  return cases;
}

async function banking(data: string): Promise<{ train: Texts; test: Texts }> {
  const read = async (part: string): Promise<Texts> => {
    const table = await readTable(join(data, 'text', `banking77_${part}.csv.gz`));
    const all = (name: string): string[] => {
      const source = column(table, name);
      return Array.from({ length: table.rows }, (_, row) => String(valueAt(source, row)));
    };
    return { texts: all('text'), labels: all('category') };
  };
  return { train: await read('train'), test: await read('test') };
}

/** Exact duplicates dropped; a row is for the test when the first byte of the SHA-256 of its text divides by 5. */
async function chinese(data: string, name: string): Promise<{ train: Texts; test: Texts }> {
  const lines = gunzipSync(readFileSync(join(data, 'text', `${name}.tsv.gz`)))
    .toString()
    .split('\n')
    .slice(1);
  const parts = [0, 1].map(() => ({ texts: [] as string[], labels: [] as string[] }));
  const seen = new Set<string>();
  for (const line of lines) {
    const [first = '', second = '', third = ''] = line.split('\t');
    const [label, text] = name === 'fbs_sms' ? [first, second] : [second, third];
    if (line === '' || seen.has(text)) continue;
    seen.add(text);
    if (name === 'teleantifraud' && first !== 'fraud') continue;
    const part = parts[(createHash('sha256').update(text).digest()[0] as number) % 5 === 0 ? 1 : 0];
    part?.texts.push(text);
    part?.labels.push(label);
  }
  const [train = { texts: [], labels: [] }, test = train] = parts;
  return { train, test };
}
