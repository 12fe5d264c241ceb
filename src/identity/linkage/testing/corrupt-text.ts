import type { Rng } from '#base';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The text with one slip of the keyboard: a mark lost, doubled, changed or swapped with the next. */
export function slip(text: string, rng: Rng): string {
  if (text.length < 2) return text;
  const at = rng.below(text.length - 1);
  const mark = text[at] as string;
  const other = /\d/.test(mark) ? String(rng.below(10)) : (LETTERS[rng.below(26)] as string);
  switch (rng.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + mark + text.slice(at);
    case 2:
      return text.slice(0, at) + other + text.slice(at + 1);
    default:
      return text.slice(0, at) + (text[at + 1] as string) + mark + text.slice(at + 2);
  }
}

/** A digit of a date or code changed, its length kept. */
export function digitSlip(text: string, rng: Rng): string {
  const at = [...text].flatMap((mark, index) => (/\d/.test(mark) ? [index] : []));
  if (at.length === 0) return text;
  const index = at[rng.below(at.length)] as number;
  return text.slice(0, index) + String(rng.below(10)) + text.slice(index + 1);
}
