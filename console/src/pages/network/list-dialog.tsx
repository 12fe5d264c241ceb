import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useSpeech } from '../../words/language.tsx';

const lists = ['black', 'grey', 'white', 'none'] as const;

/** Puts nodes on a list, or takes them off. */
export function ListDialog({ nodes }: { readonly nodes: readonly string[] }) {
  const { t } = useSpeech();
  const [list, setList] = useState<(typeof lists)[number]>('grey');
  const write = useWrite(endpoints.networkList, [endpoints.surroundings]);
  const send = (reason: string, done: () => void): void =>
    write.mutate(
      { body: { nodes: [...nodes], list, reason } },
      {
        onSuccess: (answer) => {
          notifications.show({ message: t('network.list.done', { n: answer.nodes }) });
          done();
        },
      },
    );
  return (
    <ReasonDialog
      button={t('network.list')}
      title={t('network.list.title', { n: nodes.length })}
      label={t('network.reason')}
      isBusy={write.isPending}
      error={write.error}
      onReason={send}
    >
      <Select
        size="sm"
        label={t('network.list')}
        data={lists.map((value) => ({ value, label: t(`network.list.${value}`) }))}
        value={list}
        allowDeselect={false}
        onChange={(value) => setList(lists.find((one) => one === value) ?? 'grey')}
      />
    </ReasonDialog>
  );
}
