import { useMemo } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';
import { factorUnits } from './factor-unit.ts';

interface FactorText {
  /** The words of a factor; undefined for what is no factor. */
  words(name: string): string | undefined;
  /** Its value as an amount, a code's name or a number. */
  value(name: string, value: number | null | undefined): string;
}

/** How to say factors: from the catalogue, which is read once. */
export function useFactorText(currency = 'CNY'): FactorText {
  const { say, format, nameOf } = useSpeech();
  const { data } = useRead(endpoints.factors, {}, { keepMs: Infinity });
  const words = useMemo(() => new Map(data?.factors.map(({ name, text }) => [name, text])), [data]);
  const units = useMemo(() => factorUnits(data?.factors ?? []), [data]);
  return {
    words: (name) => {
      const known = words.get(name);
      return known === undefined ? undefined : say(known);
    },
    value: (name, value) => {
      const unit = units.get(name);
      if (value === null || value === undefined || unit === undefined) return format.value(value);
      if (unit.kind === 'money') return format.money({ amountMinor: value, currency });
      return unit.kind === 'code' ? nameOf('code', unit.codes[value] ?? format.value(value)) : format.value(value);
    },
  };
}
