import type { Row } from '#store';
import type { ModelStage, StageChange } from './stage.ts';

export interface ChangeRow {
  readonly model_id: string;
  readonly number: number;
  readonly from_stage: ModelStage | null;
  readonly to_stage: ModelStage;
  readonly at: number;
  readonly actor: string;
  readonly why: string;
  readonly experiment_id: string | null;
}

export function changeOf(row: ChangeRow): StageChange {
  return {
    modelId: row.model_id,
    number: row.number,
    from: row.from_stage ?? undefined,
    to: row.to_stage,
    at: row.at,
    actor: row.actor,
    why: row.why,
    experimentId: row.experiment_id ?? undefined,
  };
}

export function changeRow({ modelId, number, from, to, at, actor, why, experimentId }: StageChange): Row {
  return {
    model_id: modelId,
    number,
    from_stage: from ?? null,
    to_stage: to,
    at,
    actor,
    why,
    experiment_id: experimentId ?? null,
  };
}
