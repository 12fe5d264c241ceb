import { TallyError } from '#base';

/** A model passes through these: trained, watched beside the deciding ones, tried, decides, replaced. */
export const modelStages = ['candidate', 'shadow', 'challenger', 'champion', 'retired'] as const;

export type ModelStage = (typeof modelStages)[number];

/** Stages in which a model scores live applications, and is monitored. */
export const servedStages: readonly ModelStage[] = ['shadow', 'challenger', 'champion'];

/** What may follow what. A retired model comes back through the shadow only. */
const MOVES: Readonly<Record<ModelStage, readonly ModelStage[]>> = {
  candidate: ['shadow', 'challenger', 'champion', 'retired'],
  shadow: ['challenger', 'champion', 'retired'],
  challenger: ['champion', 'shadow', 'retired'],
  champion: ['shadow', 'retired'],
  retired: ['shadow'],
};

/** The stages to which a model in `from` may move. */
export function movesFrom(from: ModelStage): readonly ModelStage[] {
  return MOVES[from];
}

/** Who moved a model, when and why. */
export interface StageNote {
  readonly at: number;
  readonly actor: string;
  readonly why: string;
  /** The experiment whose verdict asks for the move. */
  readonly experimentId?: string | undefined;
}

/** One move in the history of a model; `from` is undefined for its registration. */
export interface StageChange extends StageNote {
  readonly modelId: string;
  readonly number: number;
  readonly from: ModelStage | undefined;
  readonly to: ModelStage;
}

/** Purposes whose champion decides about loans: only the verdict of an experiment makes one. */
const EXPERIMENT_PURPOSES: readonly string[] = ['credit', 'fraud'];

export interface StageMove {
  readonly modelId: string;
  readonly purpose: string;
  readonly from: ModelStage;
  readonly to: ModelStage;
  readonly note: StageNote;
}

/**
 * Refuses a move that is not legal.
 *
 * @throws TallyError `SCORES_STAGE_MOVE`, `SCORES_STAGE_EXPERIMENT`.
 */
export function assertMove({ modelId, purpose, from, to, note }: StageMove): void {
  if (!MOVES[from].includes(to)) {
    throw new TallyError('SCORES_STAGE_MOVE', `model ${modelId} is ${from} and cannot become ${to}`, {
      hint: `from ${from} it may become: ${MOVES[from].join(', ')}`,
      data: { from, to },
      status: 409,
    });
  }
  if (to === 'champion' && note.experimentId === undefined && EXPERIMENT_PURPOSES.includes(purpose)) {
    throw new TallyError(
      'SCORES_STAGE_EXPERIMENT',
      `${modelId} decides about loans: only an experiment makes it champion`,
      {
        hint: 'make it a challenger in an experiment; its verdict promotes it, or deploy a policy that names it',
        status: 409,
      },
    );
  }
}
