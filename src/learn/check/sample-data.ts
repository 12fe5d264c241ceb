import { createRng, sigmoid } from '#base';
import { createFrame, float64Column, stringColumn, type Frame } from '#table';

/** Made-up loans whose label depends on two numbers and a category, with missing values. */
export interface SampleData {
  readonly frame: Frame;
  readonly label: Float64Array;
}

const JOBS = ['clerk', 'driver', 'farmer', 'nurse', 'trader'];
const EFFECTS = [-0.8, 0.9, 0.1, -0.4, 0.6];

/** `rows` made-up rows by seed: income and debt (10 % missing), job (5 % missing), noise. */
export function sampleData(rows: number, seed: number): SampleData {
  const rng = createRng(seed).fork('contract');
  const [income, debt, noise] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const label = new Float64Array(rows);
  const jobs: (string | null)[] = [];
  for (let row = 0; row < rows; row++) {
    const job = rng.below(JOBS.length);
    const [i, d] = [rng.normal(), rng.normal()];
    label[row] = rng.chance(sigmoid(-0.5 - 1.2 * i + 0.8 * d + (EFFECTS[job] as number))) ? 1 : 0;
    income[row] = rng.chance(0.1) ? NaN : Math.round(1000 * (5 + i)) / 10;
    debt[row] = rng.chance(0.1) ? NaN : d;
    noise[row] = rng.uniform();
    jobs.push(rng.chance(0.05) ? null : (JOBS[job] as string));
  }
  const columns = {
    income: float64Column(income),
    debt: float64Column(debt),
    job: stringColumn(jobs),
    noise: float64Column(noise),
  };
  return { frame: createFrame(columns), label };
}
