import type { Money } from '../api/contract.ts';

/** Values as a reader of one language expects them. Dates are ISO in every language. */
export interface Format {
  money(money: Money): string;
  /** Short money for tiles and axes: ¥1.2M. */
  shortMoney(money: Money): string;
  /** Decimal places of a currency. */
  digits(currency: string): number;
  count(value: number): string;
  shortCount(value: number): string;
  /** A share from 0 to 1 as a percentage with one decimal; a dash where there is none. */
  share(value: number | null | undefined): string;
  /** A share on an axis: no decimals that say nothing. */
  axisShare(value: number): string;
  /** A rate in basis points as a percentage. */
  rate(bps: number): string;
  decimal(value: number | null | undefined, digits?: number): string;
  /** A factor's value: as many digits as it needs, at most four. */
  value(value: number | null | undefined): string;
}

const NONE = '–';

export function createFormat(language: 'en' | 'zh'): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  const moneyFormats = new Map<string, Intl.NumberFormat>();
  const moneyFormat = (currency: string, compact: boolean): Intl.NumberFormat => {
    const key = `${currency} ${compact}`;
    const known = moneyFormats.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...(compact ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } : {}),
    });
    moneyFormats.set(key, made);
    return made;
  };
  const digits = (currency: string): number =>
    moneyFormat(currency, false).resolvedOptions().maximumFractionDigits ?? 2;
  const major = ({ amountMinor, currency }: Money): number => amountMinor / 10 ** digits(currency);
  const number = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const made = new Intl.NumberFormat(locale, options);
    return (value) => made.format(value);
  };
  const percent = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rate = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 2 });
  const value = number({ maximumFractionDigits: 4 });
  return {
    money: (money) => moneyFormat(money.currency, false).format(major(money)),
    shortMoney: (money) => moneyFormat(money.currency, true).format(major(money)),
    digits,
    count: number({ maximumFractionDigits: 0 }),
    shortCount: number({ notation: 'compact', maximumFractionDigits: 1 }),
    share: (share) => (share === null || share === undefined ? NONE : percent(share)),
    axisShare: number({ style: 'percent', maximumFractionDigits: 1 }),
    rate: (bps) => rate(bps / 10_000),
    decimal: (decimal, digits = 3) => (decimal === null || decimal === undefined ? NONE : decimal.toFixed(digits)),
    value: (known) => (known === null || known === undefined ? NONE : value(known)),
  };
}

/** The start of the epoch stands for a time that nobody wrote down. */
function isUnknown(instant: string): boolean {
  return instant.startsWith('1970-01-01T00:00');
}

/** 2026-01-31 08:05 of an ISO instant. */
export function minuteOf(instant: string): string {
  return isUnknown(instant) ? NONE : instant.slice(0, 16).replace('T', ' ');
}

/** 2026-01-31 of an ISO instant. */
export function dateOf(instant: string): string {
  return isUnknown(instant) ? NONE : instant.slice(0, 10);
}
