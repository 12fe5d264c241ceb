import { useState } from 'react';
import { endpoints, type ApiKey } from '../../api/contract.ts';
import { useRead, useWrite } from '../../api/hooks.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { dateOf } from '../../words/format.ts';
import { useSpeech } from '../../words/language.tsx';
import { AddForm } from './add-form.tsx';
import { RevokeButton } from './revoke-button.tsx';
import { SecretDialog } from './secret-dialog.tsx';

export function KeysPanel() {
  const { t } = useSpeech();
  const keys = useRead(endpoints.keys);
  const create = useWrite(endpoints.createKey, [endpoints.keys, endpoints.audit]);
  const [secret, setSecret] = useState<{ readonly name: string; readonly text: string }>();
  return (
    <Panel
      title={
        <AddForm
          label={t('keys.name')}
          type="text"
          submit={t('keys.create')}
          isBusy={create.isPending}
          onAdd={(name, role) =>
            create.mutate(
              { body: { name, role } },
              { onSuccess: (made) => setSecret({ name: made.name, text: made.secret }) },
            )
          }
        />
      }
    >
      {create.error === null ? null : <Trouble error={create.error} />}
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState compact title={t('keys.none')} hint={t('keys.none.hint')} />
          ) : (
            <KeyTable items={items} />
          )
        }
      </Loaded>
      <SecretDialog kind="key" name={secret?.name ?? ''} secret={secret?.text} onClose={() => setSecret(undefined)} />
    </Panel>
  );
}

function KeyTable({ items }: { readonly items: readonly ApiKey[] }) {
  const { t } = useSpeech();
  return (
    <DataTable<ApiKey>
      label={t('settings.keys')}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        { key: 'name', header: t('keys.name'), draw: ({ name }) => name },
        { key: 'role', header: t('users.role'), draw: ({ role }) => t(`role.${role}`) },
        {
          key: 'created',
          header: t('common.created'),
          draw: ({ createdAt }) => <span className="number">{dateOf(createdAt)}</span>,
          from: 'sm',
        },
        {
          key: 'state',
          header: t('users.state'),
          draw: ({ revokedAt }) =>
            revokedAt === null ? t('keys.active') : t('keys.revoked', { day: dateOf(revokedAt) }),
        },
        {
          key: 'revoke',
          header: '',
          draw: (key) => (key.revokedAt === null ? <RevokeButton apiKey={key} /> : null),
          isNumber: true,
        },
      ]}
    />
  );
}
