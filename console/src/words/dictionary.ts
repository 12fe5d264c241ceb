import { applicationWords } from './application-words.ts';
import { codeWords } from './code-words.ts';
import { commonWords } from './common-words.ts';
import { homeWords } from './home-words.ts';
import { identityWords } from './identity-words.ts';
import { mapWords } from './map-words.ts';
import { modelWords } from './model-words.ts';
import { networkWords } from './network-words.ts';
import { personWords } from './person-words.ts';
import { policyWords } from './policy-words.ts';
import { portfolioWords } from './portfolio-words.ts';
import { settingsWords } from './settings-words.ts';
import { shellWords } from './shell-words.ts';

/** Every text of the console as [English, Chinese], so that neither can be forgotten. */
export const dictionary = {
  ...commonWords,
  ...codeWords,
  ...shellWords,
  ...homeWords,
  ...applicationWords,
  ...personWords,
  ...identityWords,
  ...portfolioWords,
  ...mapWords,
  ...modelWords,
  ...networkWords,
  ...policyWords,
  ...settingsWords,
} as const;

export type WordKey = keyof typeof dictionary;

/** A key when there are words for it, for codes that the server may extend. */
export function knownKey(key: string): WordKey | undefined {
  return key in dictionary ? (key as WordKey) : undefined;
}
