import { createRng } from '#base';
import { libraryBaseNames, libraryEntry } from '#factors';

/** Keys of one person or few people; groups of a million peers are no part of a vector. */
const KEYS = ['person', 'id_device', 'id_phone', 'id_account', 'network', 'cell'];
const SOURCES = [
  ...['session.started', 'phone.profiled', 'bureau.reported', 'lender.enquired', 'application.submitted'],
  'payment.received',
];

/** Factors of the catalogue drawn by seed among those about the generated kinds and keys. */
export function baseFactorNames(count: number, seed: number): string[] {
  const fitting = libraryBaseNames().filter((name) => {
    const definition = libraryEntry(name)?.definition;
    return (
      definition?.kind === 'window' && KEYS.includes(definition.entity) && SOURCES.includes(definition.source ?? '')
    );
  });
  const rng = createRng(seed).fork('factors');
  for (let i = fitting.length - 1; i > 0; i--) {
    const j = rng.below(i + 1);
    [fitting[i], fitting[j]] = [fitting[j] as string, fitting[i] as string];
  }
  return fitting.slice(0, count);
}
