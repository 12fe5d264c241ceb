import type { Experiment } from '../../api/contract.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { ExperimentView } from '../policies/experiment-view.tsx';

interface ExperimentCardProps {
  readonly experiment: Experiment | null;
  readonly currency: string;
}

export function ExperimentCard({ experiment, currency }: ExperimentCardProps) {
  const { t } = useSpeech();
  return (
    <Panel title={t('experiment.title')}>
      {experiment === null ? (
        <EmptyState compact title={t('experiment.none')} hint={t('experiment.none.hint')} />
      ) : (
        <ExperimentView experiment={experiment} currency={currency} />
      )}
    </Panel>
  );
}
