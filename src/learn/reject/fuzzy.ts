import { parse, z } from '#base';
import { checkApplicants, refitRows, type Applicants, type RefitRows } from './applicants.ts';

const settingsSchema = z.strictObject({
  /** Odds of the event among rejected applicants over the odds that the score gives them. */
  oddsFactor: z.number().positive().finite().default(1),
  /** Weight of a rejected applicant against an accepted one. */
  rejectWeight: z.number().min(0).finite().default(1),
});

/**
 * Fuzzy augmentation: each rejected applicant enters twice, as bad with weight p and as good with weight 1 - p, where p
 * is the score with its odds multiplied by `oddsFactor` (above 1: rejected applicants are riskier than they look).
 * With a factor of 1 a refit only confirms the score; the factor is an assumption that should be varied.
 *
 * @throws TallyError `LEARN_SHAPE`, `LEARN_SCORE`, `LEARN_LABEL_VALUE`, `LEARN_ONE_CLASS`, `LEARN_SETTINGS`.
 * @example
 * const { rows, label, weights } = fuzzyAugmentation({ scores, outcome }, { oddsFactor: 2 });
 * await estimator.fit(take(frame, rows), { kind: 'binary', label }, { weights });
 */
export function fuzzyAugmentation(applicants: Applicants, options: z.input<typeof settingsSchema> = {}): RefitRows {
  const settings = parse(settingsSchema, options, { what: 'fuzzy augmentation', code: 'LEARN_SETTINGS' });
  checkApplicants(applicants);
  const list: (readonly [number, number, number])[] = [];
  applicants.outcome.forEach((label, row) => {
    if (label === label) {
      list.push([row, label, 1]);
      return;
    }
    const score = applicants.scores[row] as number;
    const bad = (settings.oddsFactor * score) / (settings.oddsFactor * score + 1 - score);
    list.push([row, 1, settings.rejectWeight * bad], [row, 0, settings.rejectWeight * (1 - bad)]);
  });
  return refitRows(list);
}
