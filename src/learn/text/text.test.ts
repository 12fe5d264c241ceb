import { describe, expect, it } from 'vitest';
import { createRng } from '#base';
import { fitFastText } from './fast-text.ts';
import { loadTextModel } from './load-text-model.ts';
import { fitTextSvm } from './text-svm.ts';
import { fitTfIdf, loadTfIdf } from './tf-idf.ts';
import { wordFeatures } from './word-features.ts';

const seed = 11;
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  card: ['card', 'plastic', 'arrive', 'post', 'deliver'],
  limit: ['limit', 'raise', 'amount', 'higher', 'credit'],
  late: ['late', 'overdue', 'fee', 'missed', 'pay'],
};

function made(count: number, from: number) {
  const rng = createRng(from);
  const names = Object.keys(TOPICS);
  const labels = Array.from({ length: count }, () => names[rng.below(3)] ?? '');
  const texts = labels.map((label) => {
    const words = Array.from({ length: 6 }, () => {
      const pool = rng.chance(0.5) ? (TOPICS[label] ?? []) : ['please', 'my', 'the', 'what', 'is', 'when'];
      return pool[rng.below(pool.length)] ?? '';
    });
    return words.join(' ');
  });
  return { texts, labels };
}

const accuracy = (found: readonly string[], truth: readonly string[]): number =>
  found.filter((label, row) => label === truth[row]).length / truth.length;

describe('fitTfIdf', () => {
  it('has the values of scikit-learn on a worked example', () => {
    // TfidfVectorizer(): "late fee" and "late pay pay": idf(late) = 1, idf(fee) = idf(pay) = 1 + ln(3/2).
    const vectors = fitTfIdf(['late fee', 'late pay pay'], { unit: 'word', longest: 1, sublinear: false });
    expect(vectors.terms).toEqual(['fee', 'late', 'pay']);
    const { starts, indices, values } = vectors.transform(['late fee', 'late pay pay', 'other']);
    expect([...starts]).toEqual([0, 2, 4, 4]);
    expect([...indices]).toEqual([0, 1, 1, 2]);
    const idf = 1 + Math.log(1.5);
    const [first, second] = [Math.hypot(1, idf), Math.hypot(1, 2 * idf)];
    [idf / first, 1 / first, 1 / second, (2 * idf) / second].forEach((value, i) =>
      expect(values[i]).toBeCloseTo(value, 12),
    );
  });

  it('collapses blanks, counts whole letters, and survives saving', () => {
    const vectors = fitTfIdf(['a  \n b', '借款😀'], { longest: 2 });
    expect(vectors.terms).toContain('a ');
    expect(vectors.terms).not.toContain('  ');
    expect(vectors.terms).toContain('款😀');
    const again = loadTfIdf(JSON.parse(JSON.stringify(vectors.save())));
    expect(again.transform(['b 借款'])).toEqual(vectors.transform(['b 借款']));
  });

  it('refuses texts without terms', () => {
    expect(() => fitTfIdf(['', ' '], { unit: 'word' })).toThrow(expect.objectContaining({ code: 'LEARN_NO_FEATURES' }));
  });
});

describe('wordFeatures', () => {
  it('marks the edges of words and joins runs of words', () => {
    const settings = { wordRuns: 2, shortestChars: 3, longestChars: 3, buckets: 1000, lowercase: true };
    // two words; <pa pay ay>; <me me>; and one pair
    expect(wordFeatures('Pay me', settings)).toHaveLength(2 + 3 + 2 + 1);
    expect(wordFeatures('Pay me', settings).slice(0, 2)).toEqual(['w:pay', 'w:me']);
  });
});

describe.each([
  ['text-svm', (texts: string[], labels: string[]) => fitTextSvm(texts, labels, { seed, terms: { longest: 3 } })],
  [
    'fast-text',
    (texts: string[], labels: string[]) => fitFastText(texts, labels, { seed, dimensions: 10, epochs: 10 }),
  ],
] as const)('text classifier: %s', (kind, fit) => {
  const train = made(300, seed);
  const unseen = made(200, seed + 1);

  it('finds the topic, alike for the same seed, and survives saving bit by bit', async () => {
    const model = await fit(train.texts, train.labels);
    expect(model.kind).toBe(kind);
    expect(accuracy(model.predict(unseen.texts), unseen.labels)).toBeGreaterThan(0.93);
    const again = loadTextModel(JSON.parse(JSON.stringify(model.save())));
    expect(again.scores(unseen.texts)).toEqual(model.scores(unseen.texts));
    expect((await fit(train.texts, train.labels)).scores(unseen.texts)).toEqual(model.scores(unseen.texts));
    expect(model.scores([])).toHaveLength(0);
    expect(model.predict(['', 'unknown'])).toHaveLength(2);
  });

  it('refuses labels of one class or of another number', async () => {
    await expect(fit(['a b'], ['x'])).rejects.toMatchObject({ code: 'LEARN_ONE_CLASS' });
    await expect(fit(['a b'], [])).rejects.toMatchObject({ code: 'LEARN_SHAPE' });
  });
});

describe('loadTextModel', () => {
  it('refuses damaged and unknown documents', async () => {
    const saved = (await fitTextSvm(['a b', 'c d'], ['x', 'y'])).save();
    for (const bad of [{}, { ...saved, kind: 'other' }, { ...saved, body: {} }, { ...saved, version: 2 }]) {
      expect(() => loadTextModel(bad)).toThrow(expect.objectContaining({ code: 'LEARN_MODEL_INVALID' }));
    }
  });
});
