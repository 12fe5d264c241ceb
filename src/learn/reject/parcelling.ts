import { createRng, parse, shuffle, z } from '#base';
import { ascendingOrder } from '../survival/risk-table.ts';
import { checkApplicants, refitRows, type Applicants, type RefitRows } from './applicants.ts';

const settingsSchema = z.strictObject({
  /** Bands of about equal numbers of accepted applicants. */
  bands: z.number().int().min(1).max(1000).default(10),
  /** Bad rate of rejected applicants over that of accepted ones in the same band. */
  rateFactor: z.number().positive().finite().default(1),
  seed: z.number().default(42),
});

/**
 * Parcelling: rejected applicants of a score band are made bad at the bad rate of the band's accepted ones times
 * `rateFactor` (at most all of them); which of them is drawn by the seed. Every applicant enters once with weight 1.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_SETTINGS`.
 */
export function parcelling(applicants: Applicants, options: z.input<typeof settingsSchema> = {}): RefitRows {
  const settings = parse(settingsSchema, options, { what: 'parcelling', code: 'LEARN_SETTINGS' });
  checkApplicants(applicants);
  const { scores, outcome } = applicants;
  const rng = createRng(settings.seed).fork('parcelling');
  const label = outcome.slice();
  bandsOf(applicants, settings.bands).forEach((band, at) => {
    const accepted = band.filter((row) => outcome[row] === outcome[row]);
    const rejected = band.filter((row) => outcome[row] !== outcome[row]);
    const bads = accepted.reduce((sum, row) => sum + (outcome[row] as number), 0);
    const rate = Math.min(1, (settings.rateFactor * bads) / accepted.length);
    shuffle(rejected, rng.fork('band', at));
    const count = Math.round(rate * rejected.length);
    rejected.forEach((row, i) => (label[row] = i < count ? 1 : 0));
  });
  return refitRows([...scores.keys()].map((row) => [row, label[row] as number, 1]));
}

/** Applicants by score, cut after every so many accepted ones, equal scores together; each band has accepted ones. */
function bandsOf({ scores, outcome }: Applicants, wanted: number): Uint32Array[] {
  const order = ascendingOrder(scores);
  const accepted = order.reduce((sum, row) => sum + (outcome[row] === outcome[row] ? 1 : 0), 0);
  const bands: Uint32Array[] = [];
  let [from, seen, held] = [0, 0, 0];
  for (let at = 0; at < order.length; at++) {
    const row = order[at] as number;
    if (outcome[row] === outcome[row]) seen++;
    const isTie = at + 1 < order.length && scores[order[at + 1] as number] === scores[row];
    const isFull = seen > held && seen >= ((bands.length + 1) * accepted) / wanted;
    if (!isFull || isTie || seen === accepted) continue;
    bands.push(order.subarray(from, at + 1));
    [from, held] = [at + 1, seen];
  }
  return [...bands, order.subarray(from)];
}
