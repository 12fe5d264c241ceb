import type { CaseBook } from './cases/case-book.ts';
import { accountTakeovers } from './detectors/account-takeover.ts';
import { agentHubs } from './detectors/agent-hub.ts';
import { bustOuts } from './detectors/bust-out.ts';
import { deviceFarms } from './detectors/device-farm.ts';
import { guaranteeCircles } from './detectors/guarantee-circle.ts';
import { loanVillages } from './detectors/loan-village.ts';
import { muleCashOuts } from './detectors/mule-cash-out.ts';
import { officeCollusions } from './detectors/office-collusion.ts';
import { recruitedPeople } from './detectors/recruited.ts';
import { shellFirms } from './detectors/shell-firms.ts';
import { simFarms } from './detectors/sim-farm.ts';
import { fraudPatterns, type FraudPattern, type PatternFinding } from './pattern.ts';
import { settingOf, type Setting } from './setting.ts';

const detectors: Readonly<Record<FraudPattern, (setting: Setting) => PatternFinding[]>> = {
  'device-farm': deviceFarms,
  'sim-farm': simFarms,
  'loan-village': loanVillages,
  'agent-hub': agentHubs,
  recruited: recruitedPeople,
  'mule-cash-out': muleCashOuts,
  'guarantee-circle': guaranteeCircles,
  'shell-firms': shellFirms,
  'account-takeover': accountTakeovers,
  'office-collusion': officeCollusions,
  'bust-out': bustOuts,
};

export interface DetectOptions {
  /** The instant, milliseconds: the newest event that the book took, when left out. */
  readonly at?: number;
  /** All when left out. */
  readonly patterns?: readonly FraudPattern[];
  /** Findings below are left out; 0 when left out: the pattern is likelier than an honest look-alike. */
  readonly minScore?: number;
  /** Called before each detector. */
  readonly onPattern?: (pattern: FraudPattern, done: number, total: number) => void;
}

/**
 * What the detectors find in all that the book took: an event that became known later is not in it, so taking the events up to an
 * instant answers as of then. Findings of a pattern come surest first; scores compare within a pattern.
 */
export function detectPatterns(book: CaseBook, options: DetectOptions = {}): PatternFinding[] {
  const { at = book.latest, patterns = fraudPatterns.map(({ pattern }) => pattern), minScore = 0 } = options;
  const setting = settingOf(book, at);
  return patterns.flatMap((pattern, done) => {
    options.onPattern?.(pattern, done, patterns.length);
    return detectors[pattern](setting)
      .filter(({ score }) => score >= minScore)
      .sort((a, b) => b.score - a.score || (a.entity < b.entity ? -1 : 1));
  });
}
