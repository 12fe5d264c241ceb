import { cleanText, cleanWords } from '../text/normalise-text.ts';
import type { LinkKind } from './column-kind.ts';
import { dateDigits, type DateOrder } from './parse-date.ts';

/** The form in which values of a kind are compared; undefined when the text says nothing. */
export function normaliseValue(raw: string, kind: LinkKind, order: DateOrder): string | undefined {
  switch (kind) {
    case 'name':
    case 'word':
    case 'text':
    case 'category':
      return cleanWords(raw);
    case 'date':
      return dateDigits(raw, order) ?? undefined;
    case 'code':
      return cleanWords(raw)?.replaceAll(' ', '');
    case 'email':
      return cleanText(raw)?.replaceAll(' ', '');
    case 'phone':
      return phoneDigits(raw);
    case 'number':
    case 'latitude':
    case 'longitude':
      return plainNumber(raw);
  }
}

function phoneDigits(raw: string): string | undefined {
  const digits = raw.replace(/\D/g, '').replace(/^00/, '');
  return digits.length < 4 ? undefined : digits;
}

function plainNumber(raw: string): string | undefined {
  const text = raw.trim().replace(/^\+/, '');
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : undefined;
}
