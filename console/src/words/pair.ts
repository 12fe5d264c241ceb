/** A text in English and Chinese. */
type Pair = readonly [en: string, zh: string];

export type WordList = Readonly<Record<string, Pair>>;
