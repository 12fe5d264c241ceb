import { pinyinOf } from './pinyin.ts';

/** What English spelling hides, in the order in which it applies; then vowels go and doubles close up. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^(kn|gn|pn|ae|wr)/, 'n'],
  [/^x/, 's'],
  [/^wh/, 'w'],
  [/mb$/, 'm'],
  [/sch/g, 'sk'],
  [/tch|ch|cz|sh|tio/g, '$'],
  [/ph|gh(?=[^aeiou]|$)|v/g, 'f'],
  [/gh/g, 'k'],
  [/th/g, 't'],
  [/c(?=[eiy])|z/g, 's'],
  [/ck|c|q|x/g, 'k'],
  [/dg(?=[eiy])|g(?=[eiy])|j/g, 'j'],
  [/g/g, 'k'],
  [/d/g, 't'],
  [/(?<=.)[hwy]/g, ''],
];

/**
 * How a word sounds, in a few marks: words that sound alike get the same code. Latin words by rules in the manner of
 * Metaphone (Philips 1990) with voiced and voiceless consonants as one; Chinese ones by their pinyin without tone.
 */
export function soundCode(word: string): string {
  if (/[\u4e00-\u9fff]/.test(word)) return pinyinOf(word);
  let code = word.startsWith('wr') ? word.slice(1) : word;
  for (const [pattern, sound] of RULES) code = code.replace(pattern, sound);
  const first = /^[aeiou]/.test(code) ? 'a' : '';
  return (first + code.replace(/[aeiou ]/g, '')).replace(/(.)\1+/g, '$1').slice(0, 6);
}
