import { useMemo } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';

/** Words of the network's kinds, relations and patterns, which the server knows in both languages. */
export interface NetworkNames {
  readonly kind: (kind: string) => string;
  readonly relation: (relation: string) => string;
  /** Relations that have links, the strongest first. */
  readonly relations: readonly string[];
  /** Patterns of fraud that detectors look for. */
  readonly patterns: readonly { readonly pattern: string; readonly name: string }[];
}

const KEPT_MS = 600_000;

export function useNetworkNames(): NetworkNames {
  const { say } = useSpeech();
  const { data } = useRead(endpoints.networkState, {}, { keepMs: KEPT_MS });
  return useMemo(() => {
    const kinds = new Map((data?.nodes ?? []).map(({ kind, text }) => [kind, say(text)]));
    const told = (data?.relations ?? []).toSorted((a, b) => b.strength - a.strength);
    const relations = new Map(told.map(({ relation, text }) => [relation, say(text)]));
    return {
      kind: (kind) => kinds.get(kind) ?? kind,
      relation: (relation) => relations.get(relation) ?? relation,
      patterns: (data?.patterns ?? []).map(({ pattern, text }) => ({ pattern, name: say(text) })),
      relations: told.flatMap(({ relation, links }) => (links > 0 ? [relation] : [])),
    };
  }, [data, say]);
}
