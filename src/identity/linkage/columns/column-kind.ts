import { cleanText } from '../text/normalise-text.ts';
import { dateParts } from './parse-date.ts';

/** What a column holds, which decides how two of its values compare. */
export type LinkKind =
  | 'name'
  | 'word'
  | 'text'
  | 'date'
  | 'code'
  | 'email'
  | 'phone'
  | 'category'
  | 'number'
  | 'latitude'
  | 'longitude';

export const LINK_KINDS: readonly LinkKind[] = [
  'name', 'word', 'text', 'date', 'code', 'email', 'phone', 'category', 'number', 'latitude', 'longitude',
]; // prettier-ignore

/** The different values of a column and how often each occurs. */
export interface ValueCounts {
  readonly name: string;
  readonly values: readonly string[];
  readonly counts: ArrayLike<number>;
}

const PERSON =
  /((first|given|fore|middle|last|sur|second|family|full|maiden|nick|person|customer|applicant|borrower|contact)[ _-]?name|surname|forename|^name([ _-]?\d)?$|姓名|^姓$|^名$|xing|ming)/;
const PLACE = /(city|town|place|street|suburb|county|state|country|region|company|file|user|product)/;

/** True when the header says that the column names a person. */
function isPersonHeader(name: string): boolean {
  const header = name.trim().toLowerCase();
  return PERSON.test(header) && !PLACE.test(header);
}

interface Shares {
  readonly total: number;
  readonly share: (test: (value: string) => boolean) => number;
  readonly mean: (measure: (value: string) => number) => number;
}

/** The kind of a column by its values, and by its header where values alone cannot tell. */
export function detectKind(column: ValueCounts): LinkKind {
  const header = column.name.trim().toLowerCase();
  const shares = sharesOf(column);
  if (shares.share((value) => /^[^@\s]+@[^@\s]+$/.test(value)) >= 0.7) return 'email';
  if (shares.share((value) => dateParts(value) !== undefined) >= 0.8) return 'date';
  const digitShare = shares.share((value) => /\d/.test(value));
  if (digitShare >= 0.8) return digitKind(header, shares);
  if (isPersonHeader(header)) return 'name';
  if (isCategory(column, shares)) return 'category';
  return shares.mean((value) => value.split(/\s+/).length) >= 1.8 ? 'text' : 'word';
}

function digitKind(header: string, { share, mean }: Shares): LinkKind {
  const numeric = share((value) => /^[+-]?\d+([.]\d+)?$/.test(value));
  if (numeric >= 0.9 && /^(.*[ _-])?lat(itude)?([ _-].*)?$/.test(header)) return 'latitude';
  if (numeric >= 0.9 && /^(.*[ _-])?(lon|lng)(gitude)?([ _-].*)?$/.test(header)) return 'longitude';
  const isPhone = share((value) => /^[+(]?\d[\d\s().-]{5,}\d$/.test(value)) >= 0.7;
  if (isPhone && /(phone|mobile|tel|cell|fax|手机|电话)/.test(header)) return 'phone';
  if (numeric >= 0.8 && share((value) => /[.]\d/.test(value)) >= 0.3) return 'number';
  return mean((value) => value.split(/\s+/).length) >= 2.5 ? 'text' : 'code';
}

/** Few values carry nearly everything. */
function isCategory({ counts }: ValueCounts, { total }: Shares): boolean {
  const top = Array.from(counts).sort((a, b) => b - a).slice(0, 16); // prettier-ignore
  const sum = top.reduce((all, count) => all + count, 0);
  return total >= 100 && sum >= 0.95 * total;
}

function sharesOf({ values, counts }: ValueCounts): Shares {
  const stride = Math.max(1, Math.floor(values.length / 2000));
  const picked: [string, number][] = [];
  for (let code = 0; code < values.length; code += stride) {
    const value = cleanText(values[code] as string);
    if (value !== undefined) picked.push([value, counts[code] as number]);
  }
  const weight = picked.reduce((sum, [, count]) => sum + count, 0);
  const average = (measure: (value: string) => number): number =>
    weight === 0 ? 0 : picked.reduce((sum, [value, count]) => sum + count * measure(value), 0) / weight;
  let total = 0;
  for (let code = 0; code < values.length; code++) total += counts[code] as number;
  return { total, mean: average, share: (test) => average((value) => (test(value) ? 1 : 0)) };
}
