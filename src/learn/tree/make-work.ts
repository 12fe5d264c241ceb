import type { FitOptions } from '../estimator.ts';
import type { EncodedFrame } from '../feature.ts';
import type { Arena, TreeKernels, TreeWork } from './kernels.ts';
import { binMatrix, type BinnedMatrix } from './matrix.ts';
import type { Objective } from './objective.ts';
import type { GbdtParameters } from './parameters.ts';

/** What is boosted. */
interface WorkInput {
  readonly encoded: EncodedFrame;
  readonly objective: Objective;
  readonly settings: GbdtParameters;
  readonly options: FitOptions;
}

/** The arrays of a fit: bins, margins at their start, room for gradients. */
export function makeWork({ encoded, objective, settings, options }: WorkInput, kernels: TreeKernels): TreeWork {
  const { arena } = kernels;
  const { outputs, channelOf, start } = objective;
  const { rows } = encoded;
  const matrix = binMatrix(encoded, { weights: options.weights, maxBins: settings.maxBins, kernels });
  const usedChannels = channelOf === undefined ? outputs : Math.max(...channelOf) + 1;
  const channels = usedChannels === 1 ? 1 : 2 * Math.ceil(usedChannels / 2);
  const gradients = arena.doubles(2 * rows * outputs);
  const margins = arena.doubles(rows * outputs);
  for (let i = 0; i < margins.length; i++) margins[i] = options.baseMargin?.[i] ?? (start[i % outputs] as number);
  const isSame = channelOf === undefined && channels === outputs;
  return {
    matrix,
    outputs,
    channels,
    usedChannels,
    rows: arena.words(rows),
    scratch: arena.words(rows),
    margins,
    gradients,
    channelGradients: isSame ? gradients : arena.doubles(2 * rows * channels),
    ...pairsOf(matrix, channels, arena),
    units: arena.doubles(2 * channels),
  };
}

/** Where packed pairs lie: in the room behind the bins, or in an array of their own when there are several channels. */
function pairsOf(matrix: BinnedMatrix, channels: number, arena: Arena): Pick<TreeWork, 'pairs' | 'pairStride'> {
  const { rows, bins, width, stride } = matrix;
  if (channels > 1) return { pairs: arena.integers(2 * rows * channels), pairStride: 2 * channels };
  const words = (rows - 1) * (stride / 4) + 2;
  return { pairs: new Int32Array(bins.buffer, bins.byteOffset + width, words), pairStride: stride / 4 };
}
