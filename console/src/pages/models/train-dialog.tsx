import { Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';

const LEARNERS = ['gbdt', 'logit', 'forest', 'scorecard'] as const;

/** Asks for a training. */
export function TrainDialog() {
  const { t } = useSpeech();
  const options = useRead(endpoints.trainingOptions);
  const train = useWrite(endpoints.train, [endpoints.trainingJobs]);
  const [purpose, setPurpose] = useState('credit');
  const [label, setLabel] = useState('default');
  const [learner, setLearner] = useState<(typeof LEARNERS)[number]>('gbdt');
  const [isChallenge, setChallenge] = useState(false);
  const intent = isChallenge ? 'challenge' : 'candidate';
  return (
    <ReasonDialog
      button={t('training.train')}
      title={t('training.train.title')}
      label={t('training.why')}
      isBusy={train.isPending}
      error={train.error}
      onReason={(why, done) =>
        train.mutate({ body: { purpose, label, learner, intent, why, seed: 20_261 } }, { onSuccess: done })
      }
    >
      <TextInput
        label={t('models.purpose')}
        description={t('training.purpose.hint')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        required
      />
      <Select
        label={t('model.label')}
        allowDeselect={false}
        data={(options.data?.labels ?? []).map(({ name, text }) => ({ value: name, label: text }))}
        value={label}
        onChange={(value) => setLabel(value ?? 'default')}
      />
      <Select
        label={t('training.learner')}
        allowDeselect={false}
        data={[...LEARNERS]}
        value={learner}
        onChange={(value) => setLearner(LEARNERS.find((known) => known === value) ?? 'gbdt')}
      />
      <Checkbox
        label={t('training.challenge')}
        checked={isChallenge}
        onChange={(event) => setChallenge(event.currentTarget.checked)}
      />
    </ReasonDialog>
  );
}
