import { recordTraining } from '../document.ts';
import type { Model } from '../estimator.ts';
import type { Feature } from '../feature.ts';
import { blendModel, type BlendMember } from './blend-model.ts';
import { lineOf } from './choose-calibration.ts';
import type { BlendEntry } from './blend-contest.ts';
import { fitCandidate, type ContestOptions, type Entry } from './contest.ts';
import { wholePart, type Part, type RaceRows } from './inner-splits.ts';
import { memberInputs } from './preparation.ts';
import type { RaceResult } from './race.ts';

/** Fewer rows than this: random members are fitted by several seeds, which takes the accident out of them. */
const BAGGED_BELOW = 12_000;
const SEEDS = 3;

/** Fits the winner of a race to all rows. */
export async function fitWinner(
  rows: RaceRows,
  result: RaceResult,
  { options, parameters }: { options: ContestOptions; parameters: object },
): Promise<Model> {
  const part = wholePart(rows);
  const { winner, calibration } = result;
  const plain = calibration.kind === 'none' ? await plainWinner(winner, part, options) : undefined;
  if (plain !== undefined) return plain;
  const line = lineOf(calibration);
  const isBlend = 'members' in winner;
  const entries = isBlend ? winner.members : [winner];
  const weights = isBlend ? winner.stack.weights : Float64Array.of(1);
  const members: BlendMember[] = [];
  for (const [m, entry] of entries.entries()) {
    const weight = line.slope * (weights[m] as number);
    members.push(...(await fitMembers(entry, { part, options, weight })));
  }
  const intercept = (isBlend ? winner.stack.intercept : 0) * line.slope + line.intercept;
  const used = new Set(members.flatMap(({ inputs }) => inputs.map(({ feature }) => feature)));
  const { features, ignored } = part.encoded;
  const training = recordTraining(part.encoded, part.label, {
    fit: part.weights === undefined ? {} : { weights: part.weights },
    seed: options.seed ?? 42,
    parameters,
  });
  const kept = [...features.keys()].filter((f) => used.has(f));
  const placeOf = new Map(kept.map((f, place) => [f, place]));
  return blendModel({
    features: kept.map((f) => features[f] as Feature),
    ignored,
    training,
    intercept,
    calibration: calibration.kind === 'platt' ? undefined : calibration.calibration,
    members: members.map((member) => ({
      ...member,
      inputs: member.inputs.map((input) => ({ ...input, feature: placeOf.get(input.feature) as number })),
    })),
  });
}

/** A logistic regression or scorecard of columns as they are stays what it is when nothing calibrates it better. */
async function plainWinner(
  winner: Entry | BlendEntry,
  part: Part,
  options: ContestOptions,
): Promise<Model | undefined> {
  if ('members' in winner) return undefined;
  const { family, preparation } = winner.candidate;
  if (preparation !== 'native' || (family !== 'scorecard' && family !== 'logit')) return undefined;
  return (await fitCandidate(winner.candidate, part, options)).model;
}

async function fitMembers(
  { candidate, trees }: Entry,
  { part, options, weight }: { part: Part; options: ContestOptions; weight: number },
): Promise<BlendMember[]> {
  const isRandom = candidate.family === 'gbdt' || candidate.family === 'forest';
  const seeds = isRandom && part.frame.rows < BAGGED_BELOW ? SEEDS : 1;
  const members: BlendMember[] = [];
  for (let k = 0; k < seeds; k++) {
    const seed = (options.seed ?? 42) + k;
    const { model, limits } = await fitCandidate(candidate, part, { ...options, trees, seed });
    const inputs = memberInputs(model.features, part.encoded.features, limits);
    members.push({ name: candidate.name, weight: weight / seeds, inputs, model });
  }
  return members;
}
