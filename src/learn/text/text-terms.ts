import { z } from '#base';

/** How a text is cut into terms. */
export const termSettings = z.strictObject({
  /** Runs of characters (blanks collapsed to one), or of words of at least two letters or digits. */
  unit: z.enum(['char', 'word']).default('char'),
  /** Shortest and longest run. */
  shortest: z.number().int().min(1).max(10).default(1),
  longest: z.number().int().min(1).max(10).default(5),
  lowercase: z.boolean().default(true),
});

export type TermSettings = z.infer<typeof termSettings>;

/** The runs of characters or words of a text, in order of length and place, repeated as often as they occur. */
export function textTerms(text: string, settings: TermSettings): string[] {
  const plain = settings.lowercase ? text.toLowerCase() : text;
  const isChar = settings.unit === 'char';
  const parts = isChar ? [...plain.replaceAll(/\s\s+/gu, ' ')] : (plain.match(/[\p{L}\p{N}_]{2,}/gu) ?? []);
  const glue = isChar ? '' : ' ';
  const terms: string[] = [];
  for (let size = settings.shortest; size <= settings.longest; size++) {
    for (let at = 0; at + size <= parts.length; at++) terms.push(parts.slice(at, at + size).join(glue));
  }
  return terms;
}
