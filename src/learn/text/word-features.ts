import { z } from '#base';

/** Which parts of a text carry a vector. */
export const wordFeatureSettings = z.strictObject({
  /** Longest run of words. */
  wordRuns: z.number().int().min(1).max(5).default(2),
  /** Shortest and longest run of characters inside a word, its edges marked by < and >; longest 0 = none. */
  shortestChars: z.number().int().min(1).max(10).default(3),
  longestChars: z.number().int().min(0).max(10).default(5),
  /** Runs are told apart by a hash of so many values. */
  buckets: z
    .number()
    .int()
    .min(1)
    .max(2 ** 30)
    .default(2_000_000),
  lowercase: z.boolean().default(true),
});

export type WordFeatureSettings = z.infer<typeof wordFeatureSettings>;

/**
 * The features of a text as keys: `w:` and each blank-separated word, then hashed character runs and word runs (FNV-1a
 * over code units) as numbers of their bucket.
 */
export function wordFeatures(text: string, settings: WordFeatureSettings): (string | number)[] {
  const plain = settings.lowercase ? text.toLowerCase() : text;
  const words = plain.split(/\s+/u).filter((word) => word !== '');
  const features: (string | number)[] = words.map((word) => `w:${word}`);
  for (const word of words) addCharRuns(word, settings, features);
  for (let from = 0; from < words.length; from++) {
    let hash = hashText(words[from] as string);
    for (let to = from + 1; to < Math.min(words.length, from + settings.wordRuns); to++) {
      hash = Math.imul(hash, 116_049_371) + hashText(words[to] as string);
      features.push((hash >>> 0) % settings.buckets);
    }
  }
  return features;
}

function addCharRuns(word: string, settings: WordFeatureSettings, features: (string | number)[]): void {
  const letters = [...`<${word}>`];
  for (let from = 0; from < letters.length; from++) {
    for (let size = settings.shortestChars; size <= settings.longestChars && from + size <= letters.length; size++) {
      if (size === 1 && (from === 0 || from === letters.length - 1)) continue;
      features.push((hashText(letters.slice(from, from + size).join('')) >>> 0) % settings.buckets);
    }
  }
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
