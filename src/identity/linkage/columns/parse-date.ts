/** How the day and the month stand in a column of dates. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The numbers of a date as they stand in the text, and where the year is; undefined when it looks like no date. */
export function dateParts(
  raw: string,
): { readonly parts: readonly [number, number, number]; order?: 'ymd' } | undefined {
  const text = raw.trim().toLowerCase().replace(/[t ]\d{1,2}:\d{2}.*$/, '').replace(/[年月]/g, '-').replace(/日$/, ''); // prettier-ignore
  const ymd = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text) ?? /^([12]\d{3})(\d{2})(\d{2})$/.exec(text);
  if (ymd !== null) return { parts: numbers(ymd), order: 'ymd' };
  const other = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (other !== null) return { parts: numbers(other) };
  return namedMonth(text);
}

function namedMonth(text: string): ReturnType<typeof dateParts> {
  const words = text.replace(/[,.]/g, ' ').replace(/(\d)(st|nd|rd|th)\b/g, '$1').split(/[\s\-/]+/); // prettier-ignore
  if (words.length !== 3) return undefined;
  const month = words.findIndex((word) => /^[a-z]{3,9}$/.test(word) && MONTHS.includes(word.slice(0, 3)));
  const year = words.findIndex((word) => /^\d{4}$/.test(word));
  const day = words.findIndex((word) => /^\d{1,2}$/.test(word));
  if (month < 0 || year < 0 || day < 0) return undefined;
  const monthNumber = MONTHS.indexOf((words[month] as string).slice(0, 3)) + 1;
  return { parts: [Number(words[year]), monthNumber, Number(words[day])], order: 'ymd' };
}

function numbers(match: RegExpExecArray): [number, number, number] {
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

/** Whether days or months come first, from the values themselves: what exceeds 12 is a day. */
export function orderOf(values: Iterable<string>): DateOrder {
  let first = 0;
  let second = 0;
  for (const value of values) {
    const found = dateParts(value);
    if (found === undefined || found.order === 'ymd') continue;
    if (found.parts[0] > 12) first++;
    if (found.parts[1] > 12) second++;
  }
  return second > first ? 'mdy' : 'dmy';
}

/** A date as `yyyymmdd`, kept even when month or day cannot be: a typing error still tells whose it is. */
export function dateDigits(raw: string, order: DateOrder): string | undefined {
  const found = dateParts(raw);
  if (found === undefined) return undefined;
  const [a, b, c] = found.parts;
  if (found.order === 'ymd') return digits(a, b, c);
  return order === 'mdy' ? digits(c, a, b) : digits(c, b, a);
}

function digits(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}
