/** Texts that mean that nothing is known. */
const NOTHING = new Set([
  '', '-', '--', '.', '?', 'n/a', 'na', 'nan', 'nil', 'none', 'null', 'unknown', 'unk', 'not known', 'missing', '无', '未知', '不详',
]); // prettier-ignore

const MARKS = /[\u0300-\u036f]/g;

/** Small letters without accents, one blank between words; undefined when the text says nothing. */
export function cleanText(raw: string): string | undefined {
  const lower = raw.trim().toLowerCase();
  if (NOTHING.has(lower)) return undefined;
  const plain = isAscii(lower) ? lower : lower.normalize('NFKD').replace(MARKS, '').normalize('NFC');
  return plain.replace(/\s+/g, ' ').trim();
}

/** {@link cleanText} with letters, digits and single blanks alone: apostrophes close up, other signs part words. */
export function cleanWords(raw: string): string | undefined {
  const clean = cleanText(raw);
  if (clean === undefined) return undefined;
  const words = clean
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? undefined : words;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** The words of a text that {@link cleanWords} made. */
export function wordsOf(text: string): string[] {
  return text.split(' ');
}
