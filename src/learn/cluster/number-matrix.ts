import { TallyError, z } from '#base';
import type { Frame } from '#table';
import { encodeFrame, encodeTraining } from '../encode.ts';
import type { Feature } from '../feature.ts';
import { weightedMedian } from '../linear/terms.ts';

/** How columns become numbers without gaps. */
export const scalingSchema = z.object({
  features: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ name: z.string(), kind: z.literal('number') }),
        z.object({ name: z.string(), kind: z.literal('category'), categories: z.array(z.string()) }),
      ]),
    )
    .min(1),
  /** Stands for a missing value: the median (of a category's code too). */
  impute: z.array(z.number()),
  /** Subtracted, then divided by. */
  mean: z.array(z.number()),
  sd: z.array(z.number().gt(0)),
});

/** Features of a frame and how they are scaled. */
export type Scaling = z.infer<typeof scalingSchema>;

/** Rows of numbers, row-major. */
export interface NumberMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** Learns the scaling of a frame: every informative column, a category by its code in alphabetical order. */
export function learnScaling(frame: Frame, isStandardised: boolean): Scaling {
  if (frame.rows === 0) {
    throw new TallyError('LEARN_SHAPE', 'the training data has no rows', { hint: 'check the file and its filters' });
  }
  const { features, columns } = encodeTraining(frame, []);
  const ones = new Float64Array(frame.rows).fill(1);
  const impute = columns.map((values) => weightedMedian(values, ones));
  const moments = columns.map((values, j) => momentsOf(values, impute[j] as number));
  return {
    features: features.map((feature) =>
      feature.kind === 'category' ? { ...feature, categories: [...feature.categories] } : { ...feature },
    ),
    impute,
    mean: moments.map(({ mean }) => (isStandardised ? mean : 0)),
    sd: moments.map(({ sd }) => (isStandardised && sd > 0 ? sd : 1)),
  };
}

function momentsOf(values: Float64Array, impute: number): { mean: number; sd: number } {
  const at = (row: number): number => {
    const value = values[row] as number;
    return value === value ? value : impute;
  };
  let [sum, squares] = [0, 0];
  for (let row = 0; row < values.length; row++) sum += at(row);
  const mean = sum / values.length;
  for (let row = 0; row < values.length; row++) squares += (at(row) - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / values.length) };
}

/** The rows of a frame under a scaling. */
export function numberMatrix(frame: Frame, scaling: Scaling): NumberMatrix {
  const features: readonly Feature[] = scaling.features;
  const width = features.length;
  const values = new Float64Array(frame.rows * width);
  encodeFrame(frame, features).forEach((column, j) => {
    const [impute, mean, sd] = [scaling.impute[j] as number, scaling.mean[j] as number, scaling.sd[j] as number];
    for (let row = 0; row < frame.rows; row++) {
      const value = column[row] as number;
      values[row * width + j] = ((value === value ? value : impute) - mean) / sd;
    }
  });
  return { rows: frame.rows, columns: width, values };
}
