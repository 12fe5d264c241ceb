import { TallyError } from '#base';
import { modelStages, type ModelStage } from '#scores';

/** @throws TallyError `CLI_STAGE` when there is no stage of that name. */
export function stageOf(text: string): ModelStage {
  const stage = modelStages.find((known) => known === text);
  if (stage !== undefined) return stage;
  throw new TallyError('CLI_STAGE', `there is no stage "${text}"`, { hint: `stages: ${modelStages.join(', ')}` });
}
