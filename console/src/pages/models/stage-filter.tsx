import { Chip, Group } from '@mantine/core';
import type { ModelSummary } from '../../api/contract.ts';
import { useSpeech } from '../../words/language.tsx';

const STAGES = ['champion', 'challenger', 'shadow', 'candidate', 'retired'] as const;

interface StageFilterProps {
  /** Empty for all. */
  readonly stage: string;
  readonly count: readonly ModelSummary[] | undefined;
  readonly onStage: (stage: string) => void;
}

/** The stages with how many models are in each. */
export function StageFilter({ stage, count = [], onStage }: StageFilterProps) {
  const { t, format } = useSpeech();
  return (
    <Group gap={6} mb="sm">
      {STAGES.map((value) => (
        <Chip key={value} size="xs" checked={stage === value} onChange={(checked) => onStage(checked ? value : '')}>
          {t(`stage.${value}`)} {format.count(count.filter((model) => model.stage === value).length)}
        </Chip>
      ))}
    </Group>
  );
}
