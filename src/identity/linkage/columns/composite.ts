import type { LinkColumn } from './link-table.ts';
import { wordsOf } from '../text/normalise-text.ts';

const SAMPLE = 4000;

/** A column whose words stand in other columns too, such as a full name beside its parts. */
export interface Composite {
  readonly name: string;
  readonly parts: readonly string[];
  /** Share of the records in which words are left once those of the parts are taken out. */
  readonly restShare: number;
}

/** Columns of words that repeat the words of others; a part is never made of what it is a part of. */
export function findComposites(columns: readonly LinkColumn[]): Composite[] {
  const wordy = columns.filter(({ kind }) => kind === 'name' || kind === 'word' || kind === 'text');
  const length = new Map(wordy.map((column) => [column, meanWords(column)]));
  const found: Composite[] = [];
  for (const column of wordy) {
    const shorter = wordy.filter((other) => other !== column && (length.get(other) ?? 0) < (length.get(column) ?? 0));
    const parts = shorter.filter((other) => containment(column, other) >= 0.7);
    if (parts.length === 0) continue;
    found.push({ name: column.name, parts: parts.map(({ name }) => name), restShare: restShare(column, parts) });
  }
  return found;
}

function strideOf(column: LinkColumn): number {
  return Math.max(1, Math.floor(column.codes.length / SAMPLE));
}

function meanWords({ values, counts }: LinkColumn): number {
  let words = 0;
  let total = 0;
  for (let code = 0; code < values.length; code++) {
    const count = counts[code] as number;
    words += count * wordsOf(values[code] as string).length;
    total += count;
  }
  return total === 0 ? 0 : words / total;
}

/** Share of the records in which every word of `part` stands in `whole`. */
function containment(whole: LinkColumn, part: LinkColumn): number {
  let both = 0;
  let held = 0;
  for (let row = 0; row < whole.codes.length; row += strideOf(whole)) {
    const text = whole.values[whole.codes[row] as number];
    const inner = part.values[part.codes[row] as number];
    if (text === undefined || inner === undefined) continue;
    both++;
    const words = wordsOf(text);
    if (wordsOf(inner).every((word) => words.includes(word))) held++;
  }
  return both < 20 ? 0 : held / both;
}

function restShare(whole: LinkColumn, parts: readonly LinkColumn[]): number {
  let known = 0;
  let left = 0;
  for (let row = 0; row < whole.codes.length; row += strideOf(whole)) {
    const rest = restOf(whole, parts, row);
    if (whole.codes[row] === -1) continue;
    known++;
    if (rest !== '') left++;
  }
  return known === 0 ? 0 : left / known;
}

/** The words of a record's value that do not stand in its parts. */
export function restOf(whole: LinkColumn, parts: readonly LinkColumn[], row: number): string {
  const text = whole.values[whole.codes[row] as number];
  if (text === undefined) return '';
  const held = parts.map((part) => part.values[part.codes[row] as number] ?? '');
  return wordsWithout(text, held);
}

/** The words of a text without those of other texts; each is taken out once. */
export function wordsWithout(text: string, others: readonly string[]): string {
  const words = wordsOf(text);
  for (const word of others.flatMap(wordsOf)) {
    const at = words.indexOf(word);
    if (at >= 0) words.splice(at, 1);
  }
  return words.join(' ');
}
