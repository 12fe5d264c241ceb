import { describe, expect, it } from 'vitest';
import { assertMove, modelStages, movesFrom, type ModelStage } from './stage.ts';

const note = { at: 1, actor: 'test', why: 'test' };

function refusal(from: ModelStage, to: ModelStage, purpose: string, experimentId?: string): string | undefined {
  try {
    assertMove({ modelId: `${purpose}-1`, purpose, from, to, note: { ...note, experimentId } });
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  }
}

describe('moves between stages', () => {
  it('are those of the table and no others', () => {
    for (const from of modelStages) {
      for (const to of modelStages) {
        const isLegal = movesFrom(from).includes(to);
        expect([from, to, refusal(from, to, 'churn')]).toEqual([from, to, isLegal ? undefined : 'SCORES_STAGE_MOVE']);
      }
    }
  });

  it('lead on, and back only through the shadow', () => {
    expect(movesFrom('retired')).toEqual(['shadow']);
    expect(modelStages.filter((stage) => movesFrom(stage).includes('candidate'))).toEqual([]);
  });

  it('make a champion of credit or fraud by the verdict of an experiment alone', () => {
    for (const purpose of ['credit', 'fraud']) {
      for (const from of ['candidate', 'shadow', 'challenger'] as const) {
        expect(refusal(from, 'champion', purpose)).toBe('SCORES_STAGE_EXPERIMENT');
        expect(refusal(from, 'champion', purpose, 'exp-1')).toBeUndefined();
      }
    }
  });
});
