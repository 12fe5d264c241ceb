import { notifications } from '@mantine/notifications';
import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useSpeech } from '../../words/language.tsx';

export function DeployDialog({ hash }: { readonly hash: string }) {
  const { t } = useSpeech();
  const deploy = useWrite(endpoints.deploy, [endpoints.policies, endpoints.policy, endpoints.overview]);
  const submit = (why: string, done: () => void): void => {
    deploy.mutate(
      { body: { hash, why } },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: t('policies.deployed') });
          done();
        },
      },
    );
  };
  return (
    <ReasonDialog
      look="main"
      button={t('policies.deploy')}
      title={t('policies.deploy.title')}
      label={t('policies.deploy.why')}
      isBusy={deploy.isPending}
      error={deploy.error}
      onReason={submit}
    />
  );
}
