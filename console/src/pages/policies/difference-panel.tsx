import { List, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { endpoints, type PolicyDetail } from '../../api/contract.ts';
import { useRead } from '../../api/hooks.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { useSpeech } from '../../words/language.tsx';
import { useChangeText } from './change-text.ts';
import { readPolicyBody } from './policy-body.ts';
import { policyDifference, type Change } from './policy-difference.ts';

/** How a policy differs from another one, in words; first from the one that decides. */
export function DifferencePanel({ policy }: { readonly policy: PolicyDetail }) {
  const { t } = useSpeech();
  const { data } = useRead(endpoints.policies);
  const others = (data?.items ?? []).filter(({ hash }) => hash !== policy.hash);
  const [chosen, setChosen] = useState<string | null>(null);
  const against = chosen ?? others.find(({ role }) => role === 'champion')?.hash ?? others[0]?.hash ?? '';
  const other = useRead(endpoints.policy, { id: against }, { enabled: against !== '' });
  return (
    <Panel title={t('policy.difference')}>
      <Select
        label={t('policies.compare')}
        data={others.map(({ hash, name, version }) => ({
          value: hash,
          label: `${name} · ${t('trace.version', { n: version })}`,
        }))}
        value={against === '' ? null : against}
        onChange={setChosen}
        placeholder={t('common.none')}
        mb="sm"
      />
      {against === '' ? null : (
        <Loaded query={other} height={160}>
          {(before) => <ChangeList before={before} after={policy} />}
        </Loaded>
      )}
    </Panel>
  );
}

function ChangeList({ before, after }: { readonly before: PolicyDetail; readonly after: PolicyDetail }) {
  const { t } = useSpeech();
  const textOf = useChangeText();
  const [old, now] = [readPolicyBody(before.body), readPolicyBody(after.body)];
  const changes: Change[] = old === undefined || now === undefined ? [] : policyDifference(old, now);
  return (
    <>
      <Text size="xs" c="dimmed" mb="xs">
        {t('policy.difference.against', { name: before.name, version: before.version })}
      </Text>
      {changes.length === 0 ? (
        <Text size="sm">{t('policy.difference.none')}</Text>
      ) : (
        <List size="sm" spacing={6}>
          {changes.map((change) => (
            <List.Item key={textOf(change)}>{textOf(change)}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}
