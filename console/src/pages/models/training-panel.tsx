import type { ModelDetail } from '../../api/contract.ts';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ShortId } from '../../parts/short-id.tsx';
import { useSpeech } from '../../words/language.tsx';

export function TrainingPanel({ model }: { readonly model: ModelDetail }) {
  const { t, format } = useSpeech();
  const { training, hash } = model;
  return (
    <Panel title={t('model.training')}>
      <Facts
        columns={6}
        items={[
          [t('models.rows'), format.count(training.rows)],
          [t('models.events'), format.count(training.events)],
          [t('model.label'), training.label],
          [t('model.seed'), String(training.seed)],
          [t('model.schema'), <ShortId key="schema" id={training.factorSchemaId} />],
          [t('model.hash'), <ShortId key="hash" id={hash} />],
        ]}
      />
    </Panel>
  );
}
