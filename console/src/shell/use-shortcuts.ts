import { useMantineColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useSpeech } from '../words/language.tsx';
import { destinations } from './destinations.ts';

const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** `g` then a letter goes to a page, `/` to the filter, `t` and `e` switch colours and language, `?` shows the list. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  const { language, setLanguage } = useSpeech();
  const goPressedAt = useRef(-Infinity);

  useEffect(() => {
    const go = (key: string): boolean => {
      const found = destinations.find((destination) => destination.key === key);
      if (found !== undefined) void navigate(found.path);
      return found !== undefined;
    };
    const single: Readonly<Record<string, () => void>> = {
      '?': onHelp,
      t: toggleColorScheme,
      e: () => setLanguage(language === 'en' ? 'zh' : 'en'),
      '/': () => document.querySelector<HTMLElement>('[data-filter]')?.focus(),
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const isSecond = event.timeStamp - goPressedAt.current < SEQUENCE_MS;
      goPressedAt.current = event.key === 'g' && !isSecond ? event.timeStamp : -Infinity;
      if (isSecond && go(event.key)) return event.preventDefault();
      const action = single[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, onHelp, toggleColorScheme, language, setLanguage]);
}
