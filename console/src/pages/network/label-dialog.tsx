import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { endpoints, type Endpoint } from '../../api/contract.ts';
import { useWrite } from '../../api/hooks.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useNetworkNames } from './network-names.ts';

interface LabelDialogProps {
  readonly nodes: readonly string[];
  readonly caseId?: string;
  readonly stale: readonly Endpoint<unknown>[];
}

/** Says what an investigation found; the applications of these people become labels for training. */
export function LabelDialog({ nodes, caseId, stale }: LabelDialogProps) {
  const { t } = useSpeech();
  const names = useNetworkNames();
  const [verdict, setVerdict] = useState<'fraud' | 'cleared'>('fraud');
  const [pattern, setPattern] = useState<string>('unspecified');
  const label = useWrite(endpoints.networkLabel, stale);
  const send = (reason: string, done: () => void): void =>
    label.mutate(
      { body: { nodes: [...nodes], verdict, pattern, reason, ...(caseId === undefined ? {} : { caseId }) } },
      {
        onSuccess: ({ people, applications }) => {
          notifications.show({ message: t('network.label.done', { people, applications }) });
          done();
        },
      },
    );
  return (
    <ReasonDialog
      button={t('network.label')}
      title={t('network.label.title', { n: nodes.length })}
      label={t('network.reason')}
      isBusy={label.isPending}
      error={label.error}
      onReason={send}
    >
      <Select
        size="sm"
        label={t('network.verdict')}
        data={(['fraud', 'cleared'] as const).map((value) => ({ value, label: t(`network.verdict.${value}`) }))}
        value={verdict}
        allowDeselect={false}
        onChange={(value) => setVerdict(value === 'cleared' ? 'cleared' : 'fraud')}
      />
      {verdict === 'fraud' ? (
        <Select
          size="sm"
          label={t('network.pattern')}
          data={[
            { value: 'unspecified', label: t('network.pattern.unspecified') },
            ...names.patterns.map(({ pattern: value, name }) => ({ value, label: name })),
          ]}
          value={pattern}
          allowDeselect={false}
          onChange={(value) => setPattern(value ?? 'unspecified')}
        />
      ) : null}
    </ReasonDialog>
  );
}
