import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { endpoints } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useSpeech } from '../../words/language.tsx';

interface CaseDialogProps {
  readonly nodes: readonly string[];
  readonly at?: string | undefined;
  readonly findingId?: string;
  readonly title?: string;
}

/** Opens a case about some nodes, with the picture's instant. */
export function CaseDialog({ nodes, at, findingId, title: given = '' }: CaseDialogProps) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [title, setTitle] = useState(given);
  const open = useWrite(endpoints.openCase, [endpoints.cases, endpoints.findings]);
  const send = (note: string, done: () => void): void =>
    open.mutate(
      {
        body: {
          ...{ title, nodes: [...nodes], note },
          ...(at === undefined ? {} : { at }),
          ...(findingId === undefined ? {} : { findingId }),
        },
      },
      {
        onSuccess: ({ id }) => {
          done();
          void navigate(`/network/cases/${encodeURIComponent(id)}`);
        },
      },
    );
  return (
    <ReasonDialog
      button={t('network.case')}
      title={t('network.case.title', { n: nodes.length })}
      label={t('network.case.note')}
      isBusy={open.isPending}
      error={open.error}
      onReason={send}
    >
      <TextInput
        size="sm"
        label={t('network.case.name')}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        minLength={3}
        maxLength={120}
        required
      />
    </ReasonDialog>
  );
}
