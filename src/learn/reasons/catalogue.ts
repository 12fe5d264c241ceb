import { nearestName } from '#table';
import { TallyError } from '#base';
import type { HmdaDenialCode } from './hmda.ts';

/** A reason as it is told to an applicant. Several features may share a code; they are then one reason. */
export interface ReasonEntry {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  /** The category under which it is reported to the mortgage register. */
  readonly hmda?: HmdaDenialCode;
}

/** The reason that each feature of a model stands for. A feature without one that may be told carries null. */
export type ReasonCatalogue = Readonly<Record<string, ReasonEntry | null>>;

/**
 * Checks that a catalogue names every feature and that equal codes have equal texts; run it when a model is deployed.
 *
 * @throws TallyError `LEARN_CATALOGUE`.
 */
export function checkCatalogue(features: readonly string[], catalogue: ReasonCatalogue): void {
  const absent = features.find((name) => !Object.hasOwn(catalogue, name));
  if (absent !== undefined) {
    const nearest = nearestName(absent, Object.keys(catalogue));
    throw new TallyError('LEARN_CATALOGUE', `the catalogue has no reason for the feature "${absent}"`, {
      hint: nearest === undefined ? 'add an entry, or null when it may not be told' : `is it "${nearest}"? Rename it`,
      data: { feature: absent, nearest },
    });
  }
  const byCode = new Map<string, ReasonEntry>();
  for (const [feature, entry] of Object.entries(catalogue)) {
    if (entry === null) continue;
    const first = byCode.get(entry.code) ?? entry;
    byCode.set(entry.code, first);
    if (entry.code !== '' && first.en === entry.en && first.zh === entry.zh && first.hmda === entry.hmda) continue;
    throw new TallyError('LEARN_CATALOGUE', `the reason "${entry.code}" of "${feature}" is empty or has other texts`, {
      hint: 'give each code one English text, one Chinese text and one register category',
      data: { feature, code: entry.code },
    });
  }
}
