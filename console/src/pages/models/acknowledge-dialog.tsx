import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { useSpeech } from '../../words/language.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';

export function AcknowledgeDialog({ id }: { readonly id: string }) {
  const { t } = useSpeech();
  const acknowledge = useWrite(endpoints.acknowledge, [endpoints.alerts]);
  return (
    <ReasonDialog
      button={t('alerts.acknowledge')}
      title={t('alerts.acknowledge.title')}
      label={t('alerts.note')}
      look="quiet"
      isBusy={acknowledge.isPending}
      error={acknowledge.error}
      onReason={(note, done) => acknowledge.mutate({ id, body: { note } }, { onSuccess: done })}
    />
  );
}
