import { PINYIN } from './pinyin-table.ts';

let readings: Map<string, string> | undefined;

/** The pinyin of a Chinese text without tones; marks outside the table stay as they are. */
export function pinyinOf(text: string): string {
  readings ??= readTable();
  let pinyin = '';
  for (const mark of text) pinyin += readings.get(mark) ?? mark;
  return pinyin;
}

function readTable(): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of PINYIN.split(/\s+/)) {
    const syllable = /^[a-z]+/.exec(entry)?.[0] ?? '';
    for (const mark of entry.slice(syllable.length)) found.set(mark, syllable);
  }
  return found;
}
