import { dayFromCivil, daysInMonth, type Day } from '#base';
import type { dateFormats } from './mapping.ts';

export type DateFormat = (typeof dateFormats)[number];

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS_TO_1960 = dayFromCivil({ year: 1960, month: 1, day: 1 });
const EARLIEST = dayFromCivil({ year: 1900, month: 1, day: 1 });
const LATEST = dayFromCivil({ year: 2200, month: 1, day: 1 });

/** Reads a date of a tape; undefined when it is none. A month stands for its first day. */
export function readDate(text: string, format: DateFormat): Day | undefined {
  const day = format.startsWith('days') ? fromDays(text, format) : fromParts(partsOf(text.trim(), format));
  return day !== undefined && day >= EARLIEST && day <= LATEST ? day : undefined;
}

function fromDays(text: string, format: DateFormat): Day | undefined {
  const days = Number(text);
  if (!Number.isInteger(days)) return undefined;
  return format === 'days-since-1960' ? days + DAYS_TO_1960 : days;
}

type Parts = readonly [year: number, month: number, day: number];

function fromParts(parts: Parts | undefined): Day | undefined {
  if (parts === undefined) return undefined;
  const [year, month, day] = parts;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isDate ? dayFromCivil({ year, month, day }) : undefined;
}

function partsOf(text: string, format: DateFormat): Parts | undefined {
  const numbers = (pattern: RegExp): number[] | undefined => pattern.exec(text)?.slice(1).map(Number);
  switch (format) {
    case 'us': {
      const [month, day, year] = numbers(/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/) ?? [];
      return together(year, month, day);
    }
    case 'eu': {
      const [day, month, year] = numbers(/^(\d{1,2})[./](\d{1,2})[./](\d{4})$/) ?? [];
      return together(year, month, day);
    }
    case 'compact': {
      const [year, month, day] = numbers(/^(\d{4})(\d{2})(\d{2})$/) ?? [];
      return together(year, month, day);
    }
    case 'month-year': {
      const [, name = '', year] = /^([A-Za-z]{3})[a-z]*[- ](\d{4})$/.exec(text) ?? [];
      return together(year === undefined ? undefined : Number(year), MONTHS.indexOf(name.toLowerCase()) + 1, 1);
    }
    default: {
      const [year, month, day] = numbers(/^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/) ?? [];
      return together(year, month, day);
    }
  }
}

function together(year: number | undefined, month: number | undefined, day: number | undefined): Parts | undefined {
  return year === undefined || month === undefined || day === undefined ? undefined : [year, month, day];
}
