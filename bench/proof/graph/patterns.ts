import { systemClock } from '#base';
import { fraudPatterns } from '#network';
import type { ProofOptions, ProofPart, ProofRow } from '../row.ts';
import { livePatterns, type LivedPatterns } from './lived-patterns.ts';
import { delayOf, gradeOf, type Grade } from './grade-pattern.ts';

const PEOPLE = 100_000;
const QUICK_PEOPLE = 20_000;
const MEAN = 0.85;
const LEAST = 0.6;
/** Days between two runs of the detectors when the delay is measured. */
const EVERY_DAYS = 30;

/** Each planted pattern: how many members its detector finds at 1 % of honest look-alikes accused, on every seed given. */
export const patternsProof: ProofPart = {
  name: 'patterns',
  async run(options) {
    const seeds = seedsOf(options);
    const people = options.quick === true ? QUICK_PEOPLE : PEOPLE;
    const lived = seeds.map((seed, n) => {
      options.note(`living a ${options.pack} market of ${people} people, seed ${seed}`);
      const every = n === 0 ? EVERY_DAYS : 0;
      return livePatterns({ people, seed, pack: options.pack, every, now: () => systemClock.now() });
    });
    const grades = lived.map((one) => fraudPatterns.map(({ pattern }) => gradeOf(one, pattern)));
    return [
      ...fraudPatterns.flatMap(({ pattern }, p) =>
        rowsOf(
          pattern,
          grades.map((ofSeed) => ofSeed[p] as Grade),
          lived[0],
        ),
      ),
      ...summary(seeds, grades),
      cost(lived),
    ];
  },
};

function seedsOf({ seed, seeds, quick }: ProofOptions): readonly number[] {
  if (seeds !== undefined && seeds.length > 1) return seeds;
  return quick === true ? [seed] : [seed, seed + 1, seed + 2];
}

const number = (value: number): string => (value === value ? value.toFixed(2) : '-');

function rowsOf(pattern: string, grades: readonly Grade[], first: LivedPatterns | undefined): ProofRow[] {
  const recalls = grades.map(({ recall }) => recall);
  const info = (metric: string, value: string): ProofRow => ({
    metric: `${pattern}: ${metric}`,
    value,
    target: '-',
    pass: undefined,
  });
  const counts = grades.map(({ members, lookAlikes }) => `${members}/${lookAlikes}`).join(', ');
  const each = (read: (grade: Grade) => number): string => grades.map((grade) => number(read(grade))).join(', ');
  return [
    {
      metric: `${pattern}: members found at 1 % of look-alikes accused`,
      value: `${recalls.map(number).join(', ')} (members/look-alikes ${counts})`,
      target: `>= ${LEAST}`,
      pass: recalls.every((recall) => recall >= LEAST),
    },
    info(
      'of members not camouflaged; of camouflaged',
      `${each(({ plain }) => plain)}; ${each(({ hidden }) => hidden)}`,
    ),
    info(
      'share not camouflaged, or found all the same',
      each(({ ceiling }) => ceiling),
    ),
    info(
      'at the documented threshold 0: members; look-alikes; ordinary applications accused',
      `${each(({ atZero }) => atZero)}; ${each(({ lookAlikesAtZero }) => lookAlikesAtZero)}; ${grades.map(({ ordinaryAtZero }) => `${(100 * ordinaryAtZero).toFixed(3)} %`).join(', ')}`,
    ),
    info(
      'ordinary applications above the 1 % threshold',
      grades.map(({ ordinary }) => `${(100 * ordinary).toFixed(3)} %`).join(', '),
    ),
    info(
      `delay of the first alert, detectors every ${EVERY_DAYS} days, first seed`,
      first === undefined ? '-' : delayOf(first, pattern),
    ),
  ];
}

function summary(seeds: readonly number[], grades: readonly (readonly Grade[])[]): ProofRow[] {
  return grades.map((ofSeed, n) => {
    const mean = ofSeed.reduce((sum, { recall }) => sum + recall, 0) / ofSeed.length;
    const least = Math.min(...ofSeed.map(({ recall }) => recall));
    return {
      metric: `mean over the eleven patterns, and the least; seed ${seeds[n]}`,
      value: `${number(mean)}; ${number(least)}`,
      target: `mean >= ${MEAN}, none < ${LEAST}`,
      pass: mean >= MEAN && least >= LEAST,
    };
  });
}

function cost(lived: readonly LivedPatterns[]): ProofRow {
  const value = lived.map(({ events, detectSeconds }) => `${events} events, ${detectSeconds.toFixed(1)} s`).join('; ');
  return { metric: 'events taken; all eleven detectors once', value, target: '-', pass: undefined };
}
