import { TallyError } from '#base';

/** Recency, frequency and monetary value as grades from 1 (worst) to `grades`. */
export interface RfmGrades {
  readonly recency: Uint8Array;
  readonly frequency: Uint8Array;
  readonly monetary: Uint8Array;
}

/** What is graded, one entry a customer. */
export interface RfmInput {
  /** Time since the last purchase: little is good. */
  readonly sinceLast: Float64Array;
  readonly purchases: Float64Array;
  readonly spent: Float64Array;
}

/**
 * Grades customers by quantiles: grade g holds the g-th share of them; equal values get equal grades.
 *
 * @throws TallyError `IDENTITY_VALUE_GRADES` unless there are 2 to 100 grades.
 */
export function rfmGrades({ sinceLast, purchases, spent }: RfmInput, grades = 5): RfmGrades {
  if (!(Number.isInteger(grades) && grades >= 2 && grades <= 100)) {
    throw new TallyError('IDENTITY_VALUE_GRADES', `there cannot be ${grades} grades`, { hint: '2 to 100; 5 is usual' });
  }
  return {
    recency: gradesOf(
      sinceLast.map((time) => -time),
      grades,
    ),
    frequency: gradesOf(purchases, grades),
    monetary: gradesOf(spent, grades),
  };
}

function gradesOf(values: Float64Array, grades: number): Uint8Array {
  const cuts = gradeCuts(values, grades);
  return Uint8Array.from(values, (value) => gradeOf(value, cuts));
}

/** The values above which the next grade begins, ascending. */
export function gradeCuts(values: Float64Array, grades: number): number[] {
  const sorted = values.slice().sort();
  return Array.from(
    { length: grades - 1 },
    (_, k) => sorted[Math.ceil(((k + 1) * sorted.length) / grades) - 1] as number,
  );
}

/** The grade of a value, from 1. */
export function gradeOf(value: number, cuts: readonly number[]): number {
  let grade = 1;
  for (const cut of cuts) if (value > cut) grade++;
  return grade;
}
