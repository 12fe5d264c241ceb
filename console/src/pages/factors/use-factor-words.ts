import { useMemo } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';

/** The words of a factor by its name, from the catalogue; undefined for what is no factor. */
export function useFactorWords(): (name: string) => string | undefined {
  const { say } = useSpeech();
  const { data } = useRead(endpoints.factors);
  const known = useMemo(() => new Map(data?.factors.map(({ name, text }) => [name, text])), [data]);
  return (name) => {
    const words = known.get(name);
    return words === undefined ? undefined : say(words);
  };
}
