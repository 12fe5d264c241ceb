import { Select } from '@mantine/core';
import { useState } from 'react';
import { endpoints, type ModelDetail } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';

/** Moves a model to one of the stages that may follow. */
export function StageDialog({ model }: { readonly model: ModelDetail }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<string | null>(null);
  const move = useWrite(endpoints.moveModel, [endpoints.models, endpoints.model, endpoints.overview]);
  const stage = model.moves.find((known) => known === chosen) ?? model.moves[0];
  if (stage === undefined) return null;
  return (
    <ReasonDialog
      button={t('stage.move')}
      title={t('stage.move.title', { id: model.id })}
      label={t('stage.why')}
      isBusy={move.isPending}
      error={move.error}
      onReason={(why, done) => move.mutate({ id: model.id, body: { stage, why } }, { onSuccess: done })}
    >
      <Select
        label={t('models.stage')}
        allowDeselect={false}
        data={model.moves.map((value) => ({ value, label: t(`stage.${value}`) }))}
        value={stage}
        onChange={setChosen}
      />
    </ReasonDialog>
  );
}
