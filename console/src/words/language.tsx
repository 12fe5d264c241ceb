import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Words } from '../api/contract.ts';
import { createFormat, type Format } from './format.ts';
import { dictionary, knownKey, type WordKey } from './dictionary.ts';

type Language = 'en' | 'zh';
export type Translate = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

interface Speech {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Translate;
  /** A code of a namespace in words; the code itself where there are none. */
  readonly nameOf: (namespace: string, code: string) => string;
  /** Words that the server sends in both languages. */
  readonly say: (words: Words) => string;
  readonly format: Format;
}

const SpeechContext = createContext<Speech | undefined>(undefined);
const STORED = 'tallystick-language';

function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function translator(language: Language): Translate {
  const place = language === 'en' ? 0 : 1;
  return (key, values) => {
    const text: string = dictionary[key][place];
    return values === undefined ? text : text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  };
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    localStorage.setItem(STORED, language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage,
      t: translator(language),
      nameOf: (namespace, code) => {
        const key = knownKey(`${namespace}.${code}`);
        return key === undefined ? code : translator(language)(key);
      },
      say: (words) => words[language],
      format: createFormat(language),
    }),
    [language],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === undefined) throw new Error('useSpeech needs a LanguageProvider above it');
  return speech;
}
